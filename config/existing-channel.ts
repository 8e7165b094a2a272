import * as v from 'valibot';
import { channelArn, flowArn } from './arn.ts';
import { plainText } from './plain-text.ts';

const flowWithSources = v.object({
  arn: v.pipe(flowArn, v.description('The flow.')),
  sources: v.pipe(
    v.optional(v.picklist([1, 2]), 1),
    v.description(
      'How many sources the flow has. With two, only the health of the flow as a whole says that the pipeline has lost its feed.',
    ),
  ),
});

const bareFlow = v.pipe(
  flowArn,
  v.transform((arn) => ({ arn, sources: 1 as const })),
);

const flow = v.lazy<typeof bareFlow | typeof flowWithSources>((input) =>
  typeof input === 'string' ? bareFlow : flowWithSources,
);

/** One site of a channel that exists already. */
const existingInput = v.object({
  attachment: v.pipe(
    v.string(),
    v.nonEmpty('Give the name of the input attachment: schedule actions refer to it, not to the input.'),
    plainText,
    v.description("The name of the channel's input attachment, as DescribeChannel shows it."),
  ),
  flows: v.pipe(
    v.optional(v.array(flow), []),
    v.description(
      'The MediaConnect flows behind the input, first the one of pipeline 0, then of pipeline 1: each an ARN, or `{arn, sources}`. Of a single-pipeline channel the first only, also where the input has two: it ingests no other. Empty for an input that MediaConnect does not feed.',
    ),
  ),
});

export type ExistingInput = v.InferOutput<typeof existingInput>;

export const existingInputs = v.pipe(
  v.record(v.string(), existingInput),
  v.description('By site: where this channel takes it from.'),
);

export const existingChannel = v.pipe(
  v.object({
    arn: v.pipe(channelArn, v.description('The channel to take charge of.')),
    class: v.pipe(
      v.optional(v.picklist(['standard', 'single-pipeline']), 'standard'),
      v.description("The channel's class; a standard channel has two pipelines, hence two flows per site."),
    ),
  }),
  v.description('A channel that exists already and is not changed by the deployment.'),
);
