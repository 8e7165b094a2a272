import * as v from 'valibot';
import { flowArn } from '../../../config/arn.ts';
import type { ChannelMember } from '../ports/member-store.ts';
import { attachmentName, name } from './names.ts';

const flow = v.strictObject({
  arn: flowArn,
  sources: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2)),
});

/** The input groups of a channel: for each its input attachment, and the flows behind pipelines 0 and 1. */
export const memberInputs: v.GenericSchema<unknown, ChannelMember['inputs']> = v.pipe(
  v.record(
    name,
    v.strictObject({
      attachment: attachmentName,
      flows: v.pipe(v.array(flow), v.maxLength(2, 'An input has at most two flows, one for each pipeline.')),
    }),
  ),
  v.check((inputs) => Object.keys(inputs).length >= 2, 'A channel has two or more input groups.'),
  v.check((inputs) => {
    const attachments = Object.values(inputs).map(({ attachment }) => attachment);
    return new Set(attachments).size === attachments.length;
  }, 'Two input groups have the same input attachment.'),
);
