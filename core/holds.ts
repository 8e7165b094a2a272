import type { Rule } from './model/decision.ts';
import type { FailoverGroup, Hold, Millis } from './model/group.ts';
import type { ChannelState } from './model/state.ts';

/** The order that forbids automation to act on the channel now; null when there is none. An operator's comes first. */
export function activeHold(state: ChannelState, group: FailoverGroup, now: Millis): Hold | null {
  return operatorHold(state, group, now) ?? (state.hold && isActive(state.hold, now) ? state.hold : null);
}

/** An operator's hold on the channel or on its group; null when there is none. */
export function operatorHold(state: ChannelState, group: FailoverGroup, now: Millis): Hold | null {
  const own = state.hold?.kind === 'operator' ? state.hold : null;
  return [own, group.hold].find((hold) => hold !== null && isActive(hold, now)) ?? null;
}

export function isActive(hold: Hold, now: Millis): boolean {
  return hold.until === null || now < hold.until;
}

/** The automatic switches that still count against the budget. */
export function spentBudget(state: ChannelState, group: FailoverGroup, now: Millis): readonly Millis[] {
  return state.recentSwitches.filter((at) => now < at + group.policy.budget.withinMs);
}

/** Those of them that were no failbacks: a failback never takes a unit from a failover. */
export function spentOnFailovers(state: ChannelState, group: FailoverGroup, now: Millis): readonly Millis[] {
  const failbacks = state.recentFailbacks ?? [];
  return spentBudget(state, group, now).filter((at) => !failbacks.includes(at));
}

/** What forbids a switch, in one sentence, and the rule that does. */
export interface Impediment {
  readonly rule: Rule;
  readonly why: string;
}

/** What forbids any automatic switch now; null when nothing does. A failback may not use what a failover could need. */
export function impediment(
  state: ChannelState,
  group: FailoverGroup,
  now: Millis,
  kind: 'failover' | 'failback' = 'failover',
): Impediment | null {
  if (state.switch) {
    const { to, actionName } = state.switch;
    return { rule: 'in-flight', why: `The switch to ${to} (${actionName}) is in flight.` };
  }
  const hold = activeHold(state, group, now);
  if (hold) return { rule: 'hold', why: `Held by ${hold.by}${untilWords(hold.until)}: ${hold.reason}` };
  const spent = kind === 'failback' ? spentBudget(state, group, now) : spentOnFailovers(state, group, now);
  const { switches, withinMs } = group.policy.budget;
  if (spent.length < switches) return null;
  const freeAt = budgetFreeAt(spent, switches, withinMs);
  return {
    rule: 'budget',
    why: `${spent.length} automatic switches within ${withinMs / 1000} s: the budget is ${switches}${untilWords(freeAt)}.`,
  };
}

/** When so many of these have passed out of the window that one more is within the budget. */
export function budgetFreeAt(spent: readonly Millis[], switches: number, withinMs: Millis): Millis {
  const oldestFirst = spent.toSorted((one, other) => one - other);
  return (oldestFirst[Math.max(0, spent.length - switches)] ?? 0) + withinMs;
}

function untilWords(until: Millis | null): string {
  return until === null ? '' : ` until ${new Date(until).toISOString()}`;
}
