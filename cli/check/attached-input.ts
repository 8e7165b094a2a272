import type { Flow } from '@aws-sdk/client-mediaconnect';
import type { DescribeInputResponse, InputAttachment } from '@aws-sdk/client-medialive';
import type { ChannelFacts } from './facts.ts';

/** An input as a channel has it attached, with the flows behind it. */
export interface AttachedInput {
  readonly name: string;
  readonly attachment: InputAttachment;
  /** Undefined where MediaLive no longer has it. */
  readonly input: DescribeInputResponse | undefined;
  /**
   * Those that the channel ingests, first that of pipeline 0. A single pipeline takes the first flow of an input of class
   * STANDARD and leaves the second alone (UG/class-channel-input).
   */
  readonly flowArns: readonly string[];
  /** First that of pipeline 0; undefined where MediaConnect does not have it. */
  readonly flows: readonly (Flow | undefined)[];
}

/** The inputs that automation would move between: those of the configuration, and without one every attached input. */
export function attachedInputs({ channel, inputs, flows, expected }: ChannelFacts): readonly AttachedInput[] {
  const wanted = expected?.sites.map(({ attachment }) => attachment);
  return (channel.InputAttachments ?? [])
    .filter(({ InputAttachmentName: name = '' }) => wanted === undefined || wanted.includes(name))
    .map((attachment) => {
      const input = inputs.get(attachment.InputId ?? '');
      const flowArns = (input?.MediaConnectFlows ?? [])
        .flatMap(({ FlowArn }) => FlowArn ?? [])
        .slice(0, channel.ChannelClass === 'SINGLE_PIPELINE' ? 1 : 2);
      const name = attachment.InputAttachmentName ?? '';
      return { name, attachment, input, flowArns, flows: flowArns.map((arn) => flows.get(arn)) };
    });
}

export function inputWords({ name, attachment }: Pick<AttachedInput, 'name' | 'attachment'>): string {
  return name === '' ? `input ${attachment.InputId ?? '?'}` : `input "${name}"`;
}

/** Whether the channel has two pipelines. */
export function isStandard({ channel }: ChannelFacts): boolean {
  return channel.ChannelClass === 'STANDARD';
}
