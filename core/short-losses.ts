import type { Step, Turn } from './turn.ts';
import type { Millis } from './model/group.ts';
import { announce } from './notification.ts';
import { commonSite } from './on-air.ts';
import { record, withState } from './turn.ts';

/** The two pipelines of a site lose it together: what ends within this time of another loss is the same one. */
const sameLossMs = 2000;

/** A loss of what is on air was over before its window was. */
export function countShortLoss(turn: Turn): Turn {
  const { now } = turn.event;
  const recent = within(turn);
  if (recent.some((at) => now - at < sameLossMs)) return turn;
  const { losses } = turn.group.policy.accumulated;
  return withState(turn, { shortLosses: [...recent, now].slice(-losses) });
}

/** Why the site on air counts as unstable; null: it does not. */
export function tooManyShortLosses(turn: Turn): string | null {
  const { losses, withinMs } = turn.group.policy.accumulated;
  const recent = within(turn);
  return recent.length < losses
    ? null
    : `${recent.length} losses within ${withinMs / 1000} s, each shorter than its window.`;
}

/** People are told of a site that is bad again and again, once until it has been quiet for the whole time. */
export const tellShortLosses: Step = (turn) => {
  const { state, group, event } = turn;
  const onAir = commonSite(state, group);
  const why = tooManyShortLosses(turn);
  const told = state.shortLossesToldAt;
  if (why === null) return told !== undefined && within(turn).length === 0 ? forgotten(turn) : turn;
  if (told !== undefined || !onAir) return turn;
  const said = `${onAir.name} had ${why} Look at its contribution.`;
  const noted = record(withState(turn, { shortLossesToldAt: event.now }), 'accumulated', 'noted', said);
  return announce(noted, 'accumulated', said);
};

/** What another site loses is counted anew. */
export function forgotten(turn: Turn): Turn {
  const { shortLosses: _, shortLossesToldAt: __, ...state } = turn.state;
  return { ...turn, state };
}

/** When the site has been quiet for the whole time; null: it is not counted. */
export function shortLossesDue({ state, group }: Pick<Turn, 'state' | 'group'>): Millis | null {
  const last = state.shortLosses?.at(-1);
  return last === undefined ? null : last + group.policy.accumulated.withinMs;
}

function within({ state, group, event }: Turn): readonly Millis[] {
  const { withinMs } = group.policy.accumulated;
  return (state.shortLosses ?? []).filter((at) => event.now < at + withinMs);
}
