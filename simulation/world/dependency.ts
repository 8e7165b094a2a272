/** What the functions call, as their ports have it: DynamoDB, SQS, SNS, EventBridge, MediaLive, MediaConnect. */
export const dependencies = ['table', 'queue', 'topic', 'bus', 'media-live', 'media-connect'] as const;
export type Dependency = (typeof dependencies)[number];

/** Where a call goes to, by its name: `queue.start-timer`. */
export function dependencyOf(call: string): Dependency {
  const found = dependencies.find((dependency) => call.startsWith(`${dependency}.`));
  if (found) return found;
  throw new Error(`Nobody knows where the call ${call} goes to.`);
}
