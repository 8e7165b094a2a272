import type { Rule } from './model/decision.ts';
import type { FailoverGroup, Hold, Millis } from './model/group.ts';
import type { ChannelState } from './model/state.ts';

/** The order that forbids automation to act on the channel now; null when there is none. */
export function activeHold(state: ChannelState, group: FailoverGroup, now: Millis): Hold | null {
  return [state.hold, group.hold].find((hold) => hold !== null && isActive(hold, now)) ?? null;
}

function isActive(hold: Hold, now: Millis): boolean {
  return hold.until === null || now < hold.until;
}

/** The automatic switches that still count against the budget. */
export function spentBudget(state: ChannelState, group: FailoverGroup, now: Millis): readonly Millis[] {
  return state.recentSwitches.filter((at) => now < at + group.policy.budget.withinMs);
}

/** What forbids a switch, in one sentence, and the rule that does. */
export interface Impediment {
  readonly rule: Rule;
  readonly why: string;
}

/** What forbids any automatic switch now; null when nothing does. */
export function impediment(state: ChannelState, group: FailoverGroup, now: Millis): Impediment | null {
  if (state.switch) {
    return {
      rule: 'in-flight',
      why: `The switch to ${state.switch.to} (${state.switch.actionName}) is in flight.`,
    };
  }
  const hold = activeHold(state, group, now);
  if (hold) return { rule: 'hold', why: `Held by ${hold.by}: ${hold.reason}` };
  const spent = spentBudget(state, group, now).length;
  const { switches, withinMs } = group.policy.budget;
  if (spent >= switches) {
    return {
      rule: 'budget',
      why: `${spent} automatic switches within ${withinMs / 1000} s: the budget is ${switches}.`,
    };
  }
  return null;
}
