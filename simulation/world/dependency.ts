import { attemptsTo } from '../../aws/adapters/aws-call-limits.ts';

/** What the functions call, as their ports have it: DynamoDB, SQS, SNS, EventBridge, MediaLive, MediaConnect. */
export const dependencies = ['table', 'queue', 'topic', 'bus', 'media-live', 'media-connect'] as const;
export type Dependency = (typeof dependencies)[number];

/** Where a call goes to, by its name: `queue.start-timer`. */
export function dependencyOf(call: string): Dependency {
  const found = dependencies.find((dependency) => call.startsWith(`${dependency}.`));
  if (found) return found;
  throw new Error(`Nobody knows where the call ${call} goes to.`);
}

/** How often a call of the functions is tried before it has failed: each try is a call as the service has it. */
export function attemptsAt(dependency: Dependency): number {
  if (dependency === 'table') return attemptsTo.dynamoDb;
  if (dependency === 'media-live') return attemptsTo.mediaLive;
  return dependency === 'media-connect' ? attemptsTo.mediaConnect : attemptsTo.others;
}
