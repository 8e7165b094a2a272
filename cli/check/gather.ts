import type { DescribeChannelResponse } from '@aws-sdk/client-medialive';
import { KnownError } from '../../config/known-error.ts';
import { didYouMean } from '../../config/suggestion.ts';
import type { MediaReader } from '../media-reader.ts';
import type { ChannelFacts } from './facts.ts';

/** Reads everything that rules look at, from a channel that has been found. */
export async function gather(
  media: MediaReader,
  channel: DescribeChannelResponse,
  given: Pick<ChannelFacts, 'now' | 'expected'>,
): Promise<ChannelFacts> {
  const inputIds = (channel.InputAttachments ?? []).flatMap(({ InputId }) => InputId ?? []);
  const inputs = await readAll(inputIds, (id) => media.input(id));
  const flowArns = [...inputs.values()].flatMap(({ MediaConnectFlows: flows = [] }) =>
    flows.flatMap(({ FlowArn }) => FlowArn ?? []),
  );
  const [flows, schedule] = await Promise.all([
    readAll(flowArns, (arn) => media.flow(arn)),
    media.schedule(channel.Id ?? ''),
  ]);
  return { ...given, channel, inputs, flows, schedule };
}

/** By key, each once; what is not there is left out. */
async function readAll<T>(
  keys: readonly string[],
  read: (key: string) => Promise<T | null>,
): Promise<ReadonlyMap<string, T>> {
  const readings = [...new Set(keys)].map(async (key) => [key, await read(key)] as const);
  const found = await Promise.all(readings);
  return new Map(found.flatMap(([key, value]) => (value === null ? [] : [[key, value] as const])));
}

/**
 * The channel that is called so, by its ARN, its id or its name.
 * @throws KnownError where there is none, or more than one.
 */
export async function findMediaLiveChannel(
  media: MediaReader,
  called: string,
): Promise<DescribeChannelResponse> {
  const id = /^(?:arn:.*:channel:)?(\d+)$/.exec(called)?.[1] ?? (await idOf(media, called));
  const channel = await media.channel(id);
  if (channel !== null) return channel;
  throw new KnownError(
    `MediaLive has no channel ${called} in this account and region.`,
    'Check the id, AWS_PROFILE and --region.',
  );
}

async function idOf(media: MediaReader, name: string): Promise<string> {
  const channels = await media.channels();
  const found = channels.filter((channel) => channel.Name === name);
  const [channel, another] = found;
  if (another !== undefined) {
    const ids = found.map(({ Id }) => Id ?? '?').join(', ');
    throw new KnownError(`More than one channel is called "${name}": ${ids}.`, 'Give the id or the ARN.');
  }
  if (channel?.Id !== undefined) return channel.Id;
  const names = channels.slice(0, 10).map((known) => known.Name ?? known.Id ?? '?');
  throw new KnownError(
    `MediaLive has no channel called "${name}" in this account and region.${didYouMean(
      name,
      channels.map((known) => known.Name ?? ''),
    )} There are ${channels.length}${names.length > 0 ? `: ${names.join(', ')}` : ''}.`,
    'Give a name, an id or an ARN; check AWS_PROFILE and --region.',
  );
}
