import type { Millis } from '../../core/model/group.ts';
import type { Logger } from '../shared/observability/logger.ts';
import type { Meter } from '../shared/observability/meter.ts';
import type { Clock } from '../shared/ports/clock.ts';
import type { MediaLiveGateway } from '../shared/ports/media-live-gateway.ts';
import type { MemberStore, MemberSummary } from '../shared/ports/member-store.ts';
import type { ObservationQueue } from '../shared/ports/observation-queue.ts';
import { idleAnswers, isLive, liveAnswers } from './observe.ts';
import { turnOf } from './turn-of.ts';

export interface ReconcilerDeps {
  readonly clock: Clock;
  readonly members: Pick<MemberStore, 'list'>;
  readonly mediaLive: Pick<MediaLiveGateway, 'listChannels' | 'describeChannel' | 'activeAlerts'>;
  readonly observations: ObservationQueue;
  readonly logger: Logger;
  readonly meter: Meter;
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
 * Looks at every managed channel, because events arrive at best effort, and tells the controller what is to be seen. That
 * also repairs timers that were lost and effects that are still owed. When more channels are on air than one run has calls
 * for, they take turns.
 */
export async function reconcile(deps: ReconcilerDeps, deadlineAt: Millis): Promise<Reconciled> {
  const { clock, members, mediaLive, observations, logger, meter } = deps;
  const managed = await members.list();
  const overviews = managed.length === 0 ? [] : await mediaLive.listChannels();
  const states = new Map(overviews.map(({ arn, state }) => [arn, state]));
  const stateOf = ({ channelArn }: MemberSummary) => states.get(channelArn) ?? 'DELETED';
  const idle = managed.filter((member) => !isLive(stateOf(member)));
  await Promise.all(
    idle.map((member) => observations.send(member.channelArn, idleAnswers(stateOf(member), clock))),
  );
  const live = managed.filter((member) => isLive(stateOf(member)));
  let observed = 0;
  for (const { channelArn } of turnOf(live, channelsPerRun, clock.now())) {
    if (clock.now() + reserveMs >= deadlineAt) break;
    if (observed > 0) await clock.sleep(pauseMs);
    await observations.send(channelArn, await liveAnswers(deps, channelArn));
    observed += 1;
  }
  const reconciled = { observed, idle: idle.length, deferred: live.length - observed };
  meter.add('ReconcilerChannelsDeferred', reconciled.deferred);
  meter.count('ReconcilerRuns');
  logger.info('reconciled', reconciled);
  return reconciled;
}
