/**
 * The way from the control plane to a service and back. A fake does its work inside of it, so that the one who builds the fake
 * decides how long the way takes, and whether the call fails before its effect, after it, or not at all.
 */
export type Passage = <T>(call: string, effect: () => T) => Promise<T>;

/** What the service says when it is called too often. The call has had no effect. */
export class Throttled extends Error {
  constructor(call: string) {
    super(`${call} is throttled.`);
    this.name = 'Throttled';
  }
}

/** No time passes and nothing fails. */
export const direct: Passage = (_call, effect) => Promise.resolve().then(effect);
