import { impediment } from './holds.ts';
import type { FailbackPolicy, FailoverGroup, InputGroup, Millis } from './model/group.ts';
import type { ChannelState } from './model/state.ts';
import { commonInputGroup, healthOf, runningPipelines } from './on-air.ts';
import { orderSwitch } from './order-switch.ts';
import type { Turn } from './turn.ts';

const minuteMs = 60_000;
const dayMinutes = 24 * 60;

/**
 * Returns to a better group that automation had left, once it has been well for long enough and the hour permits. Where an
 * operator has planned a switch there is no hurry: the plan comes first.
 */
export function failBack(turn: Turn): Turn {
  const { state, group, event } = turn;
  const onAir = commonInputGroup(state, group);
  const better = betterGroups(state, group).find(
    (inputGroup) => stableFrom(state, group, inputGroup) <= event.now,
  );
  if (!onAir || !better || state.incident || state.planned || impediment(state, group, event.now))
    return turn;
  if (waitForHours(group.policy.failback, event.now) > 0) return turn;
  const reason = `${better.name} has been well for ${group.policy.failback.stableMs / 1000} s and has priority over ${onAir.name}.`;
  return orderSwitch(turn, { kind: 'failback', from: onAir.name, to: better, reason, by: 'automation' });
}

/** When the next failback can happen as far as is known; null when none is in sight. */
export function failbackDue(state: ChannelState, group: FailoverGroup, now: Millis): Millis | null {
  const stable = betterGroups(state, group).map((inputGroup) => stableFrom(state, group, inputGroup));
  const earliest = Math.max(now, Math.min(...stable));
  return Number.isFinite(earliest) ? earliest + waitForHours(group.policy.failback, earliest) : null;
}

function betterGroups(state: ChannelState, group: FailoverGroup): readonly InputGroup[] {
  const { policy } = group;
  const automatic = policy.failback.mode === 'automatic' && policy.targetChoice === 'prioritized';
  if (!automatic || state.intended?.by !== 'automation') return [];
  const rank = group.inputGroups.findIndex(({ name }) => name === commonInputGroup(state, group)?.name);
  return group.inputGroups.slice(0, Math.max(0, rank)).filter(({ available }) => available);
}

/** From when on a group counts as stable: infinity while a running pipeline of it is not healthy. */
function stableFrom(state: ChannelState, group: FailoverGroup, inputGroup: InputGroup): Millis {
  const health = healthOf(state, inputGroup.name);
  const since = runningPipelines(state).map((pipeline) => {
    const { status, goodSince } = health[pipeline];
    return status === 'healthy' && goodSince !== null ? goodSince : Infinity;
  });
  return Math.max(...since) + group.policy.failback.stableMs;
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
