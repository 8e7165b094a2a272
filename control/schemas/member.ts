import * as v from 'valibot';
import { flowArn, type Arn } from '../../config/arn.ts';
import type { Flow } from '../../core/model/group.ts';
import type { MemberInput } from '../ports/member-store.ts';
import { attachmentName, name } from './names.ts';

/** Where a stack is, and with it what it speaks of. */
type Place = Pick<Arn, 'partition' | 'region' | 'account'>;

/** A flow by its ARN, or by the end of it. */
const flowIn = ({ partition, region, account }: Place) =>
  v.pipe(
    v.string(),
    v.transform((text) =>
      text.startsWith('arn:') ? text : `arn:${partition}:mediaconnect:${region}:${account}:flow:${text}`,
    ),
    flowArn,
  );

/** CloudFormation carries numbers as texts. */
const sources = v.pipe(v.picklist(['1', '2']), v.transform(Number));

/** With the number of its sources where it has two. */
type FlowProperty = string | { readonly Flow: string; readonly Sources: '1' | '2' };

function flowsIn(place: Place): v.GenericSchema<FlowProperty[], readonly Flow[]> {
  const ofOneSource = v.pipe(
    flowIn(place),
    v.transform((arn) => ({ arn, sources: 1 })),
  );
  const withSources = v.pipe(
    v.strictObject({ Flow: flowIn(place), Sources: sources }),
    v.transform((given) => ({ arn: given.Flow, sources: given.Sources })),
  );
  const flow = v.lazy((given): v.GenericSchema<FlowProperty, Flow> =>
    typeof given === 'string' ? ofOneSource : withSources,
  );
  return v.pipe(v.array(flow), v.maxLength(2, 'An input has at most two flows, one for each pipeline.'));
}

const inputIn = (place: Place) =>
  v.pipe(
    v.strictObject({ Attachment: attachmentName, Flows: v.optional(flowsIn(place), []) }),
    v.transform(({ Attachment, Flows }): MemberInput => ({ attachment: Attachment, flows: Flows })),
  );

/** The sites of a channel, as a stack says them: for each its input attachment, and the flows behind pipelines 0 and 1. */
export const memberInputs = (place: Place) =>
  v.pipe(
    v.record(name, inputIn(place)),
    v.check((inputs) => Object.keys(inputs).length >= 2, 'A channel has two or more sites.'),
    v.check((inputs) => {
      const attachments = Object.values(inputs).map(({ attachment }) => attachment);
      return new Set(attachments).size === attachments.length;
    }, 'Two sites have the same input attachment.'),
  );
