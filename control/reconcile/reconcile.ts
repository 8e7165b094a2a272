import type { Answers } from '../../core/model/event.ts';
import type { Millis } from '../../core/model/group.ts';
import type { MediaLiveGateway } from '../ports/media-live-gateway.ts';
import type { Invocation } from '../ports/invocation.ts';
import type { MemberStore, MemberSummary } from '../ports/member-store.ts';
import { looksAtOnce, type LookQueue } from '../ports/observation-queue.ts';
import { mayBeOnAir, type ChannelsSeen } from './channel-states.ts';
import { flowsToDescribe } from './flow-quota.ts';
import { oldestLookMs } from './last-look.ts';
import { lookAtFlows, type FlowDeps, type FlowLook } from './look-at-flows.ts';
import { withinMessage } from './message-size.ts';
import { planRound, type PlannedMessage } from './plan-round.ts';

export interface ReconcilerDeps extends FlowDeps {
  readonly members: Pick<MemberStore, 'list'>;
  readonly mediaLive: Pick<MediaLiveGateway, 'listChannels'>;
  readonly looks: LookQueue;
}

/** Left at the end of a run, for the last messages. */
const reserveMs = 8000;

/**
 * So long the details of flows may hold up what asks nothing of MediaLive: as many as the largest deployment has described in a
 * run, 280 of 2,800 and 90 in doubt, take 25 s at their pace.
 */
const toldHeldUpMs: Millis = 30_000;

export interface Reconciled {
  /** Channels that are looked at in this minute. */
  readonly looks: number;
  /** Messages that ask nothing of MediaLive. */
  readonly told: number;
  /** Messages of these that could not be sent. */
  readonly unsent: number;
}

/**
 * Has the controller look at the channels and at what is known of their flows, because events arrive at best effort. That also
 * repairs timers that were lost and effects that are still owed. The looks are delayed messages, each at its time within the minute,
 * and it is the controller that asks MediaLive: a run waits for nobody, and one that dies leaves the rest to the next, which begins
 * with them, as they have been looked at longest ago. What it is invoked with does not matter.
 */
export async function reconcile(
  deps: ReconcilerDeps,
  _event: unknown,
  { deadlineAt }: Pick<Invocation, 'deadlineAt'>,
): Promise<Reconciled> {
  const { clock, logger, meter } = deps;
  const members = await deps.members.list();
  const flowArns = [...new Set(members.flatMap(({ flows }) => flows))];
  const [channels, flows] = await Promise.all([
    members.length === 0 ? null : listChannels(deps),
    lookAtFlows(deps, flowArns),
  ]);
  const now = clock.now();
  measureOldestLook(deps, members, channels);
  const messages = planRound({ members, channels, isDoubtful: flows.isDoubtful, now });
  const chosen = flowsToDescribe(flowArns, flows.isDoubtful, now);
  const unsent = await send(deps, withDetails(messages, chosen), flows, deadlineAt);
  const looks = messages.filter(({ kind }) => kind === 'look').length;
  const reconciled = { looks, told: messages.length - looks, unsent };
  meter.add('ReconcilerMessagesUnsent', unsent);
  meter.count('ReconcilerRuns');
  logger.info('reconciled', reconciled);
  return reconciled;
}

/** null: there was no answer. That takes nothing else away: flows are told of, and what is owed is looked after. */
async function listChannels({
  clock,
  mediaLive,
  logger,
  meter,
}: ReconcilerDeps): Promise<ChannelsSeen | null> {
  const at = clock.now();
  try {
    const listed = await mediaLive.listChannels();
    return { at, states: new Map(listed.map(({ arn, state }) => [arn, state])) };
  } catch (error) {
    logger.warn('MediaLive did not list its channels: none is looked at in this run', { error });
    meter.count('ReconcilerUnanswered', 'ListChannels');
    return null;
  }
}

/** Of the channels on air; where it is not known which those are, of all. */
function measureOldestLook(
  { clock, meter }: ReconcilerDeps,
  members: readonly MemberSummary[],
  channels: ChannelsSeen | null,
): void {
  const onAir = members.filter(({ channelArn }) => channels === null || mayBeOnAir(channels, channelArn));
  const ageMs = oldestLookMs(onAir, clock.now());
  if (ageMs !== null) meter.level('OldestLookSeconds', ageMs / 1000);
}

interface DetailedMessage extends PlannedMessage {
  /** Flows that are described before it goes out. */
  readonly describes: readonly string[];
}

/** What waits for no details of flows goes out first: the others must not hold it up. */
function withDetails(
  messages: readonly PlannedMessage[],
  chosen: ReadonlySet<string>,
): readonly DetailedMessage[] {
  const detailed = messages.map((message) => ({
    ...message,
    describes: message.kind === 'urgent' ? [] : message.member.flows.filter((flowArn) => chosen.has(flowArn)),
  }));
  const waits = ({ describes }: DetailedMessage) => describes.length > 0;
  return [...detailed.filter((message) => !waits(message)), ...detailed.filter(waits)];
}

/** @returns how many messages were not sent: the queue did not take them, or the time was over. */
async function send(
  { clock, looks }: ReconcilerDeps,
  messages: readonly DetailedMessage[],
  flows: FlowLook,
  deadlineAt: Millis,
): Promise<number> {
  let sent = 0;
  for (let from = 0; from < messages.length; from += looksAtOnce) {
    if (clock.now() + reserveMs >= deadlineAt) break;
    const batch = messages.slice(from, from + looksAtOnce);
    const neededAt = Math.min(...batch.map(({ kind, at }) => (kind === 'told' ? at + toldHeldUpMs : at)));
    await flows.describe(
      batch.flatMap(({ describes }) => describes),
      neededAt,
    );
    const unsent = await looks.sendAll(
      batch.map(({ member, at, ask, seen }) => ({
        channelArn: member.channelArn,
        at,
        ask,
        answers: withinMessage({ ...seen, ...flowAnswers(flows, member) }),
      })),
    );
    sent += batch.length - unsent.length;
  }
  return messages.length - sent;
}

function flowAnswers(look: FlowLook, { flows }: MemberSummary): Pick<Answers, 'flows'> {
  return flows.length === 0 ? {} : { flows: look.answersOn(flows) };
}
