import * as v from 'valibot';
import { channelArn, flowArn } from '../../config/arn.ts';

/** Marks a message as ours; the rule that reports a roll-back writes the same into its target's input. */
export const workSource = 'medialive-failover/lifecycle';

const answerTo = v.object({
  ResponseURL: v.pipe(v.string(), v.url()),
  StackId: v.string(),
  RequestId: v.string(),
  LogicalResourceId: v.string(),
  PhysicalResourceId: v.string(),
});

/**
 * A goal that is being worked at: the whole of what is known about it travels in the message, so that the function needs
 * no memory of its own.
 */
export const work = v.object({
  source: v.literal(workSource),
  goal: v.picklist(['run', 'resume', 'pause', 'stop']),
  stackId: v.string(),
  channels: v.array(channelArn),
  flows: v.array(flowArn),
  /** Where CloudFormation waits for the outcome; null: nobody waits. */
  answer: v.optional(v.nullable(answerTo), null),
  /** When the work was taken in; null: it has not been yet. */
  startedAt: v.optional(v.nullable(v.number()), null),
  /** How many times each order was accepted, by act and ARN. */
  given: v.optional(v.record(v.string(), v.number()), {}),
  /** Refusals in a row. */
  refusals: v.optional(v.number(), 0),
});
export type Work = v.InferOutput<typeof work>;
