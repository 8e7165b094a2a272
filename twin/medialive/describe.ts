import type {
  DescribeChannelResponse,
  DescribeInputResponse,
  DescribeInputSecurityGroupResponse,
  PipelineDetail,
} from '@aws-sdk/client-medialive';
import type { InputSecurityGroupSpec, InputSpec } from '../estate.ts';
import { channelArn, inputArn, inputSecurityGroupArn } from './arn.ts';
import type { Channel } from './channel/channel.ts';
import { inputClass } from './input-class.ts';
import { channelsOf, type Inventory } from './inventory.ts';

/** A channel as DescribeChannel gives it. ListChannels gives less: its schema leaves the pipelines out (BM:medialive.ChannelSummary). */
export function describeChannel(
  inventory: Inventory,
  channel: Channel,
  tags: Readonly<Record<string, string>>,
): DescribeChannelResponse {
  const { spec } = channel;
  return {
    LogLevel: 'DISABLED',
    ...spec.settings,
    Arn: channelArn(inventory, spec.id),
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
  inventory: Inventory,
  input: InputSpec,
  tags: Readonly<Record<string, string>>,
  destinations: readonly string[],
): DescribeInputResponse {
  const attached = channelsOf(inventory, input.id);
  return {
    ...input.settings,
    Arn: inputArn(inventory, input.id),
    AttachedChannels: attached.map(({ spec }) => spec.id),
    Id: input.id,
    Destinations: destinations.map((Url) => {
      const { hostname, port } = new URL(Url.replace(/^[a-z0-9]+:/, 'http:'));
      return { Ip: hostname, Port: port, Url };
    }),
    InputClass: inputClass(input),
    InputSourceType: (input.sources ?? []).some(({ url }) => url.includes('$urlPath$'))
      ? 'DYNAMIC'
      : 'STATIC',
    MediaConnectFlows: input.flowArns.map((FlowArn) => ({ FlowArn })),
    Name: input.name,
    ...(input.roleArn !== undefined && { RoleArn: input.roleArn }),
    SecurityGroups: [...(input.securityGroups ?? [])],
    Sources: (input.sources ?? []).map(({ url: Url, username }) => ({
      Url,
      ...(username !== undefined && { Username: username }),
    })),
    State: attached.length > 0 ? 'ATTACHED' : 'DETACHED',
    Tags: { ...tags },
    Type: input.type,
  };
}

/** An input security group as DescribeInputSecurityGroup and ListInputSecurityGroups give it. */
export function describeSecurityGroup(
  inventory: Inventory,
  { id, cidrs }: InputSecurityGroupSpec,
  tags: Readonly<Record<string, string>>,
): DescribeInputSecurityGroupResponse {
  const inputs = [...inventory.inputs.values()].filter(({ securityGroups = [] }) =>
    securityGroups.includes(id),
  );
  return {
    Arn: inputSecurityGroupArn(inventory, id),
    Id: id,
    Inputs: inputs.map((input) => input.id),
    State: inputs.length > 0 ? 'IN_USE' : 'IDLE',
    Tags: { ...tags },
    WhitelistRules: cidrs.map((Cidr) => ({ Cidr })),
  };
}
