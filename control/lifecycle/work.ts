import * as v from 'valibot';
import type { Millis } from '../../core/model/group.ts';
import { channelArn, flowArn, stackArn } from '../../config/arn.ts';
import { responseUrl } from '../custom-resources/response-url.ts';
import { canHaveHappened, instantOf } from '../events/instant.ts';
import { isOfRule, isSentBy } from '../events/sender.ts';

/** Marks a message as ours; the rule that reports a roll-back writes the same into its target's input. */
export const workSource = 'medialive-failover/lifecycle';

/** CloudFormation's ids and signed addresses stay well below. */
const text = v.pipe(v.string(), v.maxLength(4096));

/** A stack has one channel, and two flows for each of its inputs; twice that where an update takes some and gives others. */
const resourcesMax = 100;
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const answerTo = v.object({
  ResponseURL: v.pipe(text, responseUrl),
  StackId: v.pipe(text, stackArn),
  RequestId: text,
  LogicalResourceId: text,
  PhysicalResourceId: text,
});

/**
 * A goal that is being worked at: the whole of what is known about it travels in the message, so that the function needs
 * no memory of its own.
 */
export const work = v.object({
  source: v.literal(workSource),
  goal: v.picklist(['run', 'resume', 'pause', 'stop']),
  stackId: text,
  channels: v.pipe(v.array(channelArn), v.maxLength(resourcesMax)),
  flows: v.pipe(v.array(flowArn), v.maxLength(resourcesMax)),
  /** Where CloudFormation waits for the outcome; null: nobody waits. */
  answer: v.optional(v.nullable(answerTo), null),
  /** When the work was taken in; null: it has not been yet. */
  startedAt: v.optional(v.nullable(v.number()), null),
  /** How many times each order was accepted, by act and ARN. */
  given: v.optional(v.pipe(v.record(text, count), v.maxEntries(10 * resourcesMax)), {}),
  /** Refusals in a row. */
  refusals: v.optional(count, 0),
});
export type Work = v.InferOutput<typeof work>;

/** Older news of a roll-back has been replayed from an archive: the queue keeps a message no longer. */
const newsMaxMs: Millis = 60 * 60_000;

/**
 * What the rule for a roll-back may ask for: that something runs, of which nobody waits to hear. The rule may have been changed, its target
 * not: `because` is what the event itself says, and nobody but AWS can put one with this source.
 */
const workOfRule = v.object({
  source: v.literal(workSource),
  goal: v.picklist(['run', 'resume']),
  stackId: text,
  channels: work.entries.channels,
  flows: work.entries.flows,
  because: v.object({
    source: v.literal('aws.cloudformation'),
    stackId: text,
    status: v.literal('UPDATE_ROLLBACK_COMPLETE'),
    at: v.pipe(v.string(), v.isoTimestamp(), v.transform(instantOf)),
  }),
});

/**
 * Reads a message of the work queue. From the rule only what it has to say is taken, whatever became of it, and nothing from anybody else:
 * a person who can change rules could otherwise have a channel stopped. null: the rule speaks of something else than a roll-back of its stack, and
 * nothing is asked of MediaLive for it, whose calls failovers need.
 * @throws Error when it is neither, or speaks of a time that cannot have been; the message ends in the dead-letter queue.
 */
export function readWork(
  { body, senderId }: { readonly body: string; readonly senderId: string | undefined },
  { ownRoleIds, ruleRoleId }: { readonly ownRoleIds: readonly string[]; readonly ruleRoleId: string },
  now: Millis,
): Work | null {
  const json: unknown = JSON.parse(body);
  if (!isSentBy(senderId, ownRoleIds)) {
    if (isOfRule(senderId, ruleRoleId)) return ofRule(json, now);
    throw new Error(`Work sent by ${senderId}, which is none of ours.`);
  }
  const read = v.parse(work, json);
  if (read.startedAt !== null && !canHaveHappened(read.startedAt, now)) {
    throw new Error(`Work that began at ${read.startedAt} cannot have begun by ${now}.`);
  }
  return read;
}

function ofRule(json: unknown, now: Millis): Work | null {
  const { success, output } = v.safeParse(workOfRule, json);
  if (!success || output.because.stackId !== output.stackId) return null;
  const { because, ...asked } = output;
  const isNews = canHaveHappened(because.at, now) && because.at > now - newsMaxMs;
  return isNews ? v.parse(work, asked) : null;
}
