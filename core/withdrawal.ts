import { mediaConnectEvidence } from './health.ts';
import { operatorHold } from './holds.ts';
import type { Millis } from './model/group.ts';
import type { Switch, Withdrawal } from './model/state.ts';
import { healthOf, runningPipelines } from './on-air.ts';
import { isAutomatic } from './order-switch.ts';
import { lastCancelMs, minimumLeadMs } from './schedule-limits.ts';
import { isOffAir, isDownAltogether, isKnownLost } from './target.ts';
import { record, enqueue, withState, type Turn } from './turn.ts';

/**
 * Takes a switch that lies ahead out of MediaLive's schedule. What is still owed of it is struck off at once, so that nobody
 * puts it there any more.
 */
export function withdraw(turn: Turn, slot: 'switch' | 'planned', wish: Omit<Withdrawal, 'at'>): Turn {
  const pending = turn.state[slot];
  if (!pending) return turn;
  const { actionName } = pending;
  const outbox = Object.entries(turn.state.outbox).filter(
    ([, effect]) => effect.type !== 'schedule-switch' || effect.actionName !== actionName,
  );
  const withdrawal = { ...wish, at: turn.event.now };
  const marked = withState(turn, {
    outbox: Object.fromEntries(outbox),
    [slot]: { ...pending, withdrawal },
  });
  const owed = enqueue(marked, { type: 'cancel-switch', actionName });
  const rule = slot === 'planned' ? 'plan' : 'withdrawal';
  return record(owed, rule, 'noted', wish.reason, { actionName });
}

/** What a request to MediaLive takes, at the least. */
const requestMs = 1000;

/** Automation's own switch that is not wanted any more, and that MediaLive still lets go of, is taken back. */
export function recall(turn: Turn, pending: Switch): Turn | null {
  const { now } = turn.event;
  const possible = pending.accepted && isAutomatic(pending.kind) && !pending.withdrawal && !pending.stays;
  if (!possible || now > pending.startAt - minimumLeadMs - requestMs) return null;
  const reason = unwanted(turn, pending);
  return reason === null ? null : withdraw(turn, 'switch', { by: 'automation', reason });
}

/** When a switch that lies ahead is looked at for the last time while it can be taken back; null: it cannot. */
export function recallDue(
  { accepted, kind, startAt, withdrawal, stays }: Switch,
  now: Millis,
): Millis | null {
  const at = startAt - lastCancelMs;
  return accepted && isAutomatic(kind) && !withdrawal && !stays && at > now ? at : null;
}

/** Why an automatic switch is not wanted any more; null: it still is. */
function unwanted({ state, group, event }: Turn, pending: Switch): string | null {
  const { actionName, to, from, kind } = pending;
  const hold = operatorHold(state, group, event.now);
  if (hold) return `${actionName} is taken back: ${hold.by} has placed a hold: ${hold.reason}`;
  const isWorse = isOffAir(state, group) ? isDownAltogether(state, to) : isKnownLost(state, group, to);
  if (isWorse) return `${actionName} is taken back: ${to} is down.`;
  // What was left for many short losses is healthy in between.
  if (kind !== 'failover' || from === null || state.incident?.kind !== 'lost') return null;
  const health = healthOf(state, from);
  const running = runningPipelines(state);
  const statuses = running.map((pipeline) => health[pipeline].status);
  // That MediaLive's alarms are over is not enough where MediaConnect says that nothing arrives: staying may be worse than going.
  const off = { policy: group.policy, onAir: false };
  if (running.some((pipeline) => mediaConnectEvidence(health[pipeline], off).length > 0)) return null;
  const lastChance = pending.accepted && event.now >= pending.startAt - lastCancelMs;
  const over = statuses.every((status) => status === 'healthy' || (lastChance && status === 'recovering'));
  return over && running.length > 0 ? `${actionName} is taken back: ${from} is healthy again.` : null;
}
