import type { Estate, FlowSpec, InputSpec } from '../twin/estate.ts';
import type { Rehearsal } from './rehearsal.ts';

/** The media side that the configuration speaks of, for the twin to stand up: flows, inputs, and the channel, running. */
export function estateOf({ configuration, channel, policy }: Rehearsal): Estate {
  const { account = '', region = '' } = configuration;
  const sites = Object.entries(channel.inputs);
  return {
    account,
    region,
    flows: sites.flatMap(([, { flows }]) =>
      flows.map(({ arn }, pipeline) => flowSpec(arn, pipeline, region)),
    ),
    inputs: sites.map(([name, { flows }]): InputSpec => ({
      id: inputId(name),
      name: `${channel.name}-${name.toLowerCase()}`,
      type: 'MEDIACONNECT',
      flowArns: flows.map(({ arn }) => arn),
    })),
    channels: [
      {
        id: channel.existing.arn.split(':').at(-1) ?? '',
        name: channel.name,
        channelClass: 'STANDARD',
        attachments: sites.map(([name, { attachment }]) => ({ name: attachment, inputId: inputId(name) })),
        inputPrepare: policy.prepareStandby,
        startAs: 'RUNNING',
      },
    ],
  };
}

const inputId = (site: string): string => `input-${site.toLowerCase()}`;

/** The flows of a pipeline are in its Availability Zone, whichever site they bring in (UG/eml-limitations-and-rules). */
function flowSpec(arn: string, pipeline: number, region: string): FlowSpec {
  const name = arn.split(':').at(-1) ?? '';
  return {
    arn,
    name,
    availabilityZone: `${region}${['a', 'b'][pipeline] ?? 'a'}`,
    sources: [{ arn: arn.replace(':flow:', ':source:'), name: `${name}-source` }],
    startAs: 'ACTIVE',
  };
}
