import type {
  DescribeChannelResponse,
  DescribeInputResponse,
  PipelineDetail,
} from '@aws-sdk/client-medialive';
import type { Estate, InputSpec } from '../estate.ts';
import { channelArn, inputArn } from './arn.ts';
import type { Channel } from './channel/channel.ts';

/** A channel as DescribeChannel gives it. ListChannels gives less: its schema leaves the pipelines out (BM:medialive.ChannelSummary). */
export function describeChannel(
  estate: Estate,
  channel: Channel,
  tags: Readonly<Record<string, string>>,
): DescribeChannelResponse {
  const { spec } = channel;
  return {
    LogLevel: 'DISABLED',
    ...spec.settings,
    Arn: channelArn(estate, spec.id),
    ChannelClass: spec.channelClass,
    Id: spec.id,
    InputAttachments: spec.attachments.map(({ name, inputId, settings }) => ({
      ...settings,
      InputAttachmentName: name,
      InputId: inputId,
    })),
    Name: spec.name,
    PipelineDetails: channel.pipelines.flatMap((id): readonly PipelineDetail[] => {
      const onAir = channel.onAir(id);
      if (onAir === undefined) return [];
      return [
        {
          PipelineId: String(id),
          ActiveInputAttachmentName: onAir.attachment,
          ...(onAir.action !== undefined && { ActiveInputSwitchActionName: onAir.action }),
        },
      ];
    }),
    PipelinesRunningCount: channel.runningCount,
    State: channel.state,
    Tags: { ...tags },
  };
}

/** An input as DescribeInput and ListInputs give it. */
export function describeInput(
  estate: Estate,
  input: InputSpec,
  tags: Readonly<Record<string, string>>,
): DescribeInputResponse {
  const attached = estate.channels.filter(({ attachments }) =>
    attachments.some(({ inputId }) => inputId === input.id),
  );
  return {
    Arn: inputArn(estate, input.id),
    AttachedChannels: attached.map(({ id }) => id),
    Id: input.id,
    // It follows from the number of flows, as it cannot be set for MediaConnect inputs.
    InputClass: input.flowArns.length === 1 ? 'SINGLE_PIPELINE' : 'STANDARD',
    InputSourceType: 'STATIC',
    MediaConnectFlows: input.flowArns.map((FlowArn) => ({ FlowArn })),
    Name: input.name,
    State: attached.length > 0 ? 'ATTACHED' : 'DETACHED',
    Tags: { ...tags },
    Type: input.type,
  };
}
