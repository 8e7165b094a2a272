import type { Flow } from '@aws-sdk/client-mediaconnect';
import { placeOf } from '../../config/arn.ts';
import type { ChannelSpec, Estate, FlowSpec, InputSpec } from '../../twin/estate.ts';
import type { FoundAttachment, FoundChannel } from './found.ts';

/** The estate of the twin: the same channels, inputs and flows, to rehearse on. */
export function estateOf(found: readonly FoundChannel[]): Estate {
  const { account, region } = placeOf(found[0]?.channel.Arn ?? '');
  const attachments = found.flatMap((channel) => channel.attachments);
  const flows = attachments.flatMap((attachment) => attachment.flows.flatMap(({ flow }) => flow ?? []));
  return {
    account,
    region,
    flows: distinct(flows.map(flowOf), ({ arn }) => arn),
    inputs: distinct(attachments.flatMap(inputOf), ({ id }) => id),
    channels: found.map(channelOf),
  };
}

function flowOf({
  FlowArn = '',
  Name = '',
  AvailabilityZone = '',
  Sources = [],
  SourceFailoverConfig,
  Status,
}: Flow): FlowSpec {
  const { FailoverMode, SourcePriority, RecoveryWindow } = SourceFailoverConfig ?? {};
  const primarySource = SourcePriority?.PrimarySource;
  return {
    arn: FlowArn,
    name: Name,
    availabilityZone: AvailabilityZone,
    sources: Sources.slice(0, 2).map(({ SourceArn = '', Name: name = '', Transport }) => ({
      arn: SourceArn,
      name,
      ...(Transport?.Protocol !== undefined && { protocol: Transport.Protocol }),
    })),
    ...(Sources.length > 1 && {
      failover: {
        mode: FailoverMode ?? 'MERGE',
        ...(primarySource !== undefined && { primarySource }),
        ...(RecoveryWindow !== undefined && { recoveryWindowMs: RecoveryWindow }),
      },
    }),
    startAs: Status === 'STANDBY' ? 'STANDBY' : 'ACTIVE',
  };
}

function inputOf({ input, flows }: FoundAttachment): readonly InputSpec[] {
  if (input?.Id === undefined || input.Type === undefined) return [];
  const sources = (input.Sources ?? []).map(({ Url: url = '' }) => ({ url }));
  return [
    {
      id: input.Id,
      name: input.Name ?? input.Id,
      type: input.Type,
      flowArns: flows.filter(({ flow }) => flow !== null).map(({ arn }) => arn),
      ...(sources.length > 0 && { sources }),
    },
  ];
}

function channelOf({ channel, attachments }: FoundChannel): ChannelSpec {
  const { EncoderSettings, Destinations, InputSpecification } = channel;
  return {
    id: channel.Id ?? '',
    name: channel.Name ?? '',
    channelClass: channel.ChannelClass ?? 'STANDARD',
    attachments: attachments
      .filter(({ input }) => input !== null)
      .map(({ attachment: { InputAttachmentName: name = '', InputId: inputId = '' } }) => ({
        name,
        inputId,
      })),
    inputPrepare: EncoderSettings?.FeatureActivations?.InputPrepareScheduleActions === 'ENABLED',
    startAs: channel.State === 'RUNNING' ? 'RUNNING' : 'IDLE',
    settings: {
      ...(EncoderSettings !== undefined && { EncoderSettings }),
      ...(Destinations !== undefined && { Destinations }),
      ...(InputSpecification !== undefined && { InputSpecification }),
    },
  };
}

/** Channels may share an input's flow. */
function distinct<T>(all: readonly T[], key: (one: T) => string): readonly T[] {
  return [...new Map(all.map((one) => [key(one), one])).values()];
}
