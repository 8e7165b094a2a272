import { clearWindowMs } from './health.ts';
import { impediment } from './holds.ts';
import {
  pipelineIds,
  type FailbackPolicy,
  type FailoverGroup,
  type Site,
  type Millis,
} from './model/group.ts';
import type { ChannelState } from './model/state.ts';
import { commonSite, healthOf, runningPipelines } from './on-air.ts';
import { orderSwitch } from './order-switch.ts';
import { record, withState, type Turn } from './turn.ts';

const minuteMs = 60_000;
const dayMinutes = 24 * 60;

/** A plan that starts this soon comes first; one that is further away keeps no channel from its better site. */
const planNearMs = 10 * minuteMs;

/** Of a channel that starts, or has changed its input, both pipelines have said so by then. */
const settledAfterMs = 10_000;

/**
 * Returns to a better site that automation had left, once it has been healthy for long enough and the hour permits. What it
 * waits for although the site is healthy is said once.
 */
export function failBack(turn: Turn): Turn {
  const { state, group, event } = turn;
  const onAir = commonSite(state, group);
  const better = betterSites(state, group).find((site) => stableFrom(state, group, site) <= event.now);
  if (!onAir || !better || state.switch) return turn;
  const why = forbids(turn);
  if (why !== null) return tellWait(turn, better, why);
  const healthyMs = event.now - healthyFrom(state, better);
  const reason = `${better.name} has been healthy for ${Math.floor(healthyMs / 1000)} s and has priority over ${onAir.name}.`;
  const { failbackWaits: _, ...known } = state;
  const waiting = { ...turn, state: known };
  return orderSwitch(waiting, { kind: 'failback', from: onAir.name, to: better, reason, by: 'automation' });
}

/** What a failback to a site that is healthy waits for, for people; null: for nothing, or there is none in sight. */
export function failbackWaitsFor(state: ChannelState, group: FailoverGroup, now: Millis): string | null {
  const [better] = betterSites(state, group);
  if (!better) return null;
  const why = forbids({ state, group, now });
  if (why !== null) return why;
  const stable = stableFrom(state, group, better);
  if (stable === Infinity) return `${better.name} is not healthy on every pipeline`;
  return stable > now ? `${better.name} to stay healthy until ${new Date(stable).toISOString()}` : null;
}

type Moment = Pick<Turn, 'state' | 'group'> & { readonly now: Millis };

/** What forbids a failback to a site that is healthy; null: nothing does. */
function forbids(given: Turn | Moment): string | null {
  const { state, group } = given;
  const now = 'event' in given ? given.event.now : given.now;
  const { incident, planned, failbackAfter = 0 } = state;
  if (incident && incident.kind !== 'degraded') return `what is on air to be settled: ${incident.reason}`;
  if (planned && !planned.withdrawal && planned.startAt < now + planNearMs) {
    return `the switch to ${planned.to} that is planned for ${new Date(planned.startAt).toISOString()}`;
  }
  const obstacle = impediment(state, group, now, 'failback');
  if (obstacle) return obstacle.why;
  if (now < settledFrom(state)) return `every pipeline to have run there for ${settledAfterMs / 1000} s`;
  if (now < failbackAfter) {
    return `${new Date(failbackAfter).toISOString()}, because MediaLive refused the last one`;
  }
  const waitMs = waitForHours(group.policy.failback, now);
  return waitMs > 0 ? `its hours, from ${new Date(now + waitMs).toISOString()}` : null;
}

/** The log says once what a failback waits for. */
function tellWait(turn: Turn, { name }: Site, why: string): Turn {
  if (turn.state.failbackWaits === why) return turn;
  const said = `The failback to ${name} waits for ${why}`;
  return record(withState(turn, { failbackWaits: why }), 'failback', 'noted', said);
}

/** When the next failback can happen as far as is known; null when none is in sight. */
export function failbackDue(state: ChannelState, group: FailoverGroup, now: Millis): Millis | null {
  const stable = betterSites(state, group).map((site) => stableFrom(state, group, site));
  const { failbackAfter = 0 } = state;
  const earliest = Math.max(now, failbackAfter, settledFrom(state), Math.min(...stable));
  if (!Number.isFinite(earliest)) return null;
  return earliest + waitForHours(group.policy.failback, earliest);
}

function betterSites(state: ChannelState, group: FailoverGroup): readonly Site[] {
  const { policy } = group;
  const automatic = policy.failback.mode === 'automatic' && policy.targetChoice === 'prioritized';
  if (!automatic || state.intended?.by !== 'automation') return [];
  const rank = group.sites.findIndex(({ name }) => name === commonSite(state, group)?.name);
  return group.sites.slice(0, Math.max(0, rank)).filter(({ available }) => available);
}

/** From when on a group counts as stable; after whatever trouble, however short, it has the clear window to last. */
function stableFrom(state: ChannelState, { policy }: FailoverGroup, site: Site): Millis {
  return healthyFrom(state, site) + Math.max(policy.failback.stableMs, clearWindowMs(policy));
}

/**
 * Since when a group has been healthy: infinity while it is not, on a pipeline that runs, or while it is known to be down on
 * one that has run and will again.
 */
function healthyFrom(state: ChannelState, site: Site): Millis {
  const health = healthOf(state, site.name);
  const running = runningPipelines(state);
  const since = pipelineIds.map((pipeline) => {
    const { status, goodSince } = health[pipeline];
    const hasRun = state.pipelines[pipeline].attachment !== null;
    const isBad = status === 'down' || status === 'suspect';
    if (!running.includes(pipeline)) return hasRun && isBad ? Infinity : -Infinity;
    return status === 'healthy' && goodSince !== null ? goodSince : Infinity;
  });
  return Math.max(...since);
}

/** What one pipeline says is not yet what is on air: the other may run as well, and know the better site to be lost. */
function settledFrom(state: ChannelState): Millis {
  const since = runningPipelines(state).map((pipeline) => state.pipelines[pipeline].runningAt);
  return Math.max(...since) + settledAfterMs;
}

/** How long until the hours of failback open; 0 when they are open or there are none. */
function waitForHours({ hours }: FailbackPolicy, at: Millis): Millis {
  if (!hours) return 0;
  const minute = Math.floor(at / minuteMs) % dayMinutes;
  const length = (hours.toMinute - hours.fromMinute + dayMinutes) % dayMinutes;
  const into = (minute - hours.fromMinute + dayMinutes) % dayMinutes;
  if (into < length) return 0;
  const opensIn = (dayMinutes - into) * minuteMs;
  return opensIn - (at % minuteMs);
}
