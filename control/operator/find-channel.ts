import { parseChannelArn } from '../../config/arn.ts';
import { didYouMean } from '../../config/suggestion.ts';
import type { MemberSummary } from '../ports/member-store.ts';
import type { OperatorContext } from './operator-deps.ts';
import { notManaged, Refusal } from './refusal.ts';

const listHint = 'The command "list" shows all channels.';

/** Finds a managed channel by what people call it: its ARN, its id, or its name. */
export async function findChannel({ deps }: OperatorContext, called: string): Promise<MemberSummary> {
  const members = await deps.members.list();
  const found = members.filter(
    ({ channelArn, name }) =>
      channelArn === called || name === called || parseChannelArn(channelArn)?.id === called,
  );
  const [channel, another] = found;
  if (channel && another) {
    const arns = found.map(({ channelArn }) => channelArn).join(', ');
    throw new Refusal(
      'AMBIGUOUS_CHANNEL',
      `More than one channel is called "${called}": ${arns}.`,
      'Name it by its ARN.',
    );
  }
  return channel ?? notFound(members, called);
}

function notFound(members: readonly MemberSummary[], called: string): never {
  if (parseChannelArn(called)) throw notManaged(called);
  const known = members.slice(0, 10).map(({ name, channelArn }) => name ?? channelArn);
  throw new Refusal(
    'UNKNOWN_CHANNEL',
    `No managed channel is called "${called}".${didYouMean(
      called,
      members.map(({ name }) => name ?? ''),
    )} There are ${members.length}${known.length > 0 ? `: ${known.join(', ')}` : ''}.`,
    listHint,
  );
}
