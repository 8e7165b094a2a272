import type { Flow } from '@aws-sdk/client-mediaconnect';
import type {
  DescribeChannelResponse,
  DescribeInputResponse,
  InputAttachment,
} from '@aws-sdk/client-medialive';
import { findMediaLiveChannel } from '../check/gather.ts';
import type { MediaReader } from '../media-reader.ts';

/** A channel as AWS describes it, with what feeds it. */
export interface FoundChannel {
  readonly channel: DescribeChannelResponse;
  /** In the channel's order. */
  readonly attachments: readonly FoundAttachment[];
}

export interface FoundAttachment {
  readonly attachment: InputAttachment;
  /** Null where the input is gone. */
  readonly input: DescribeInputResponse | null;
  /** Those that DescribeInput names, first of pipeline 0; null where one cannot be described. */
  readonly flows: readonly { readonly arn: string; readonly flow: Flow | null }[];
}

/** Reads the channels that are named, or all there are, and what feeds them. */
export async function findChannels(
  media: MediaReader,
  called: readonly string[],
): Promise<readonly FoundChannel[]> {
  const found: FoundChannel[] = [];
  for (const channel of await channelsCalled(media, called)) {
    const attachments: FoundAttachment[] = [];
    for (const attachment of channel.InputAttachments ?? []) {
      const input = attachment.InputId === undefined ? null : await media.input(attachment.InputId);
      const flows: FoundAttachment['flows'][number][] = [];
      for (const { FlowArn: arn = '' } of input?.MediaConnectFlows ?? []) {
        flows.push({ arn, flow: await media.flow(arn) });
      }
      attachments.push({ attachment, input, flows });
    }
    found.push({ channel, attachments });
  }
  return found;
}

async function channelsCalled(
  media: MediaReader,
  called: readonly string[],
): Promise<readonly DescribeChannelResponse[]> {
  const channels: DescribeChannelResponse[] = [];
  for (const name of called) channels.push(await findMediaLiveChannel(media, name));
  if (called.length > 0) return channels;
  for (const { Id: id } of await media.channels()) {
    const channel = id === undefined ? null : await media.channel(id);
    if (channel !== null && channel.State !== 'DELETED' && channel.State !== 'DELETING') {
      channels.push(channel);
    }
  }
  return channels;
}
