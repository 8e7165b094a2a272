import type { Answers } from '../../core/model/event.ts';
import type { Millis } from '../../core/model/group.ts';
import type { MediaLiveGateway } from '../shared/ports/media-live-gateway.ts';
import type { MemberStore, MemberSummary } from '../shared/ports/member-store.ts';
import type { ObservationQueue } from '../shared/ports/observation-queue.ts';
import { describesPerRun, flowsToDescribe } from './flow-quota.ts';
import { lookAtFlows, type FlowDeps, type FlowLook } from './look-at-flows.ts';
import { withinMessage } from './message-size.ts';
import { answersOnMissing, idleAnswers, isLive, liveAnswers } from './observe.ts';
import { turnOf } from './turn-of.ts';

export interface ReconcilerDeps extends FlowDeps {
  readonly members: Pick<MemberStore, 'list'>;
  readonly mediaLive: Pick<MediaLiveGateway, 'listChannels' | 'describeChannel' | 'activeAlerts'>;
  readonly observations: ObservationQueue;
}

/** Two calls a channel at this pace are 5 calls a second: a quarter of what MediaLive grants the whole account. */
const pauseMs = 400;

/** What one run can look at within its minute, at that pace. */
const channelsPerRun = 120;

/** Left at the end of a run, for the last calls and messages. */
const reserveMs = 3000;

export interface Reconciled {
  /** Channels on air that were looked at. */
  readonly observed: number;
  /** Channels that are not on air, reported as such. */
  readonly idle: number;
  /** Channels left to the next run. */
  readonly deferred: number;
}

/**
 * Looks at every managed channel and at the flows behind it, because events arrive at best effort, and tells the controller
 * what is to be seen. That also repairs timers that were lost and effects that are still owed. When more channels are on air
 * than one run has calls for, they take turns; of those that wait the flows are told all the same.
 */
export async function reconcile(deps: ReconcilerDeps, deadlineAt: Millis): Promise<Reconciled> {
  const { clock, members, mediaLive, observations, logger, meter } = deps;
  const managed = await members.list();
  const flowArns = [...new Set(managed.flatMap(({ flows }) => flows))];
  const [overviews, look] = await Promise.all([
    managed.length === 0 ? [] : mediaLive.listChannels(),
    lookAtFlows(deps, flowArns),
  ]);
  const states = new Map(overviews.map(({ arn, state }) => [arn, state]));
  const stateOf = ({ channelArn }: MemberSummary) => states.get(channelArn);
  const send = (member: MemberSummary, answers: Answers) =>
    observations.send(member.channelArn, withinMessage({ ...answers, ...flowAnswers(look, member) }));
  const [live, idle] = partition(managed, (member) => isLive(stateOf(member) ?? missing));
  const turn = turnOf(live, channelsPerRun, clock.now());
  const toDescribe = flowsToDescribe(
    turn.map(({ flows }) => flows),
    look.isDoubtful,
    clock.now(),
  );
  await Promise.all(
    idle.map(async (member) => {
      if (flowArns.length <= describesPerRun) await Promise.all(member.flows.map(look.describe));
      await send(member, idleAnswers(stateOf(member) ?? missing, clock));
    }),
  );
  const waiting = live.filter((member) => !turn.includes(member) && member.flows.length > 0);
  await Promise.all(waiting.map((member) => send(member, {})));
  let observed = 0;
  for (const [index, member] of turn.entries()) {
    if (clock.now() + reserveMs >= deadlineAt) break;
    const flows = toDescribe[index] ?? [];
    if (observed > 0) await clock.sleep(pauseFor(flows, turn));
    const isMissing = stateOf(member) === undefined;
    const [answers] = await Promise.all([
      isMissing ? answersOnMissing(deps, member.channelArn) : liveAnswers(deps, member.channelArn),
      ...flows.map(look.describe),
    ]);
    await send(member, answers);
    observed += 1;
  }
  const reconciled = { observed, idle: idle.length, deferred: live.length - observed };
  meter.add('ReconcilerChannelsDeferred', reconciled.deferred);
  meter.count('ReconcilerRuns');
  logger.info('reconciled', reconciled);
  return reconciled;
}

/** A call of DescribeFlow takes as long as two of MediaLive, unless the minute would not do for all. */
function pauseFor(flows: readonly string[], turn: readonly unknown[]): Millis {
  return Math.min(pauseMs * Math.max(1, flows.length), (pauseMs * channelsPerRun) / turn.length);
}

/** A channel that the list leaves out is looked at like one on air. */
const missing = 'RUNNING';

function flowAnswers(look: FlowLook, { flows }: MemberSummary): Pick<Answers, 'flows'> {
  return flows.length === 0 ? {} : { flows: look.answersOn(flows) };
}

function partition<Item>(items: readonly Item[], belongs: (item: Item) => boolean) {
  return [items.filter(belongs), items.filter((item) => !belongs(item))] as const;
}
