/**
 * The way from the control plane to a service and back. A fake does its work inside of it, so that whoever builds the fake
 * decides how long the way takes, and whether the call fails before its effect, after it, or not at all.
 */
export type Passage = <T>(call: string, effect: () => T) => Promise<T>;

/** No time passes and nothing fails. */
export const direct: Passage = (_call, effect) => Promise.resolve().then(effect);
