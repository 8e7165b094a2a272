import { decide, withState, type Turn } from './turn.ts';
import { minimumLeadMs } from './schedule-limits.ts';
import type { Switch } from './model/state.ts';

/** When a planned switch can no longer be undone: from then on it is the one in flight. */
export function dueToPromote({ startAt }: Switch): number {
  return startAt - minimumLeadMs;
}

/**
 * A planned switch becomes the one in flight when MediaLive no longer lets go of it. Where another is in flight, MediaLive
 * carries out both: what comes of the plan is then taken as an operator's change, which it is.
 */
export function promotePlanned(turn: Turn): Turn {
  const { planned, switch: inFlight } = turn.state;
  if (!planned?.accepted || turn.event.now < dueToPromote(planned)) return turn;
  const facts = { actionName: planned.actionName };
  if (inFlight) {
    const why = `The planned switch to ${planned.to} starts while ${inFlight.actionName} is in flight: where the pipelines end up decides.`;
    return decide(withState(turn, { planned: null }), 'command', 'noted', why, facts);
  }
  const promoted = withState(turn, { switch: planned, planned: null });
  return decide(promoted, 'command', 'noted', `The planned switch to ${planned.to} is under way.`, facts);
}
