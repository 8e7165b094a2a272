import type { Millis } from '../../core/model/group.ts';
import type { Logger } from '../shared/observability/logger.ts';
import type { Meter } from '../shared/observability/meter.ts';
import type { Clock } from '../shared/ports/clock.ts';
import type { MediaLiveGateway } from '../shared/ports/media-live-gateway.ts';
import type { MemberStore, MemberSummary } from '../shared/ports/member-store.ts';
import type { ObservationQueue } from '../shared/ports/observation-queue.ts';
import { idleAnswers, isLive, liveAnswers } from './observe.ts';

export interface ReconcilerDeps {
  readonly clock: Clock;
  readonly members: Pick<MemberStore, 'list' | 'markObserved'>;
  readonly mediaLive: MediaLiveGateway;
  readonly observations: ObservationQueue;
  readonly logger: Logger;
  readonly meter: Meter;
}

/** Two calls a channel at this pace are 5 calls a second: a quarter of what MediaLive grants the whole account. */
const pauseMs = 400;

/** Left at the end of a run for the messages still to be sent. */
const reserveMs = 2000;

export interface Reconciled {
  /** Channels looked at. */
  readonly observed: number;
  /** Channels that are not on air, reported as such. */
  readonly idle: number;
  /** Channels left to the next run. */
  readonly deferred: number;
}

/**
 * Looks at every managed channel, because events arrive at best effort, and tells the controller what is to be seen. When
 * there are more channels on air than one run has calls for, those looked at longest ago come first.
 */
export async function reconcile(deps: ReconcilerDeps, deadlineAt: Millis): Promise<Reconciled> {
  const { clock, members, mediaLive, observations, meter } = deps;
  const managed = await members.list();
  if (managed.length === 0) return done(deps, { observed: 0, idle: 0, deferred: 0 });
  const states = new Map((await mediaLive.listChannels()).map(({ arn, state }) => [arn, state]));
  const stateOf = ({ channelArn }: MemberSummary) => states.get(channelArn) ?? 'DELETED';
  const idle = managed.filter((member) => !isLive(stateOf(member)));
  await Promise.all(
    idle.map((member) => observations.send(member.channelArn, idleAnswers(stateOf(member), clock))),
  );
  const live = managed.filter((member) => isLive(stateOf(member)));
  const capacity = Math.max(1, Math.floor((deadlineAt - reserveMs - clock.now()) / pauseMs));
  const chosen = longestAgoFirst(live).slice(0, capacity);
  const crowded = live.length > capacity;
  for (const { channelArn } of chosen) {
    await observations.send(channelArn, await liveAnswers(deps, channelArn));
    if (crowded) await members.markObserved(channelArn, clock.now());
    await clock.sleep(pauseMs);
  }
  const deferred = live.length - chosen.length;
  meter.add('ReconcilerChannelsDeferred', deferred);
  return done(deps, { observed: chosen.length, idle: idle.length, deferred });
}

function longestAgoFirst(members: readonly MemberSummary[]): readonly MemberSummary[] {
  return members.toSorted((one, other) => one.observedAt - other.observedAt);
}

function done({ logger, meter }: ReconcilerDeps, reconciled: Reconciled): Reconciled {
  meter.count('ReconcilerRuns');
  logger.info('reconciled', { ...reconciled });
  return reconciled;
}
