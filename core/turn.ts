import type { Decision } from './model/decision.ts';
import type { Effect } from './model/effect.ts';
import type { ChannelEvent } from './model/event.ts';
import type { FailoverGroup } from './model/group.ts';
import type { ChannelState } from './model/state.ts';

/** A transition in progress: the state so far, the decisions, and the effects they need. */
export interface Turn {
  readonly state: ChannelState;
  readonly event: ChannelEvent;
  readonly group: FailoverGroup;
  readonly effects: readonly Effect[];
  readonly decisions: readonly Decision[];
}

/** One rule of the transition. */
export type Step = (turn: Turn) => Turn;

export function withState(turn: Turn, changes: Partial<ChannelState>): Turn {
  return { ...turn, state: { ...turn.state, ...changes } };
}

type Unidentified<E> = E extends Effect ? Omit<E, 'id'> : never;

/**
 * Puts an effect into the outbox. Its id includes the version of the state, so a redelivered event gets new ids, and a late
 * outcome cannot settle the wrong effect.
 */
export function enqueue(turn: Turn, effect: Unidentified<Effect>): Turn {
  const { state, event, effects } = turn;
  const identified = { ...effect, id: `${event.id}@${state.version}#${effects.length}` } as Effect;
  return {
    ...withState(turn, { outbox: { ...state.outbox, [identified.id]: identified } }),
    effects: [...effects, identified],
  };
}

/** Records a decision. It is also written to the channel's log, unless its outcome is `none`. */
export function record(
  turn: Turn,
  rule: Decision['rule'],
  outcome: Decision['outcome'],
  why: string,
  evidence: Decision['evidence'] = {},
): Turn {
  const decision: Decision = { rule, outcome, why, evidence };
  const decided = { ...turn, decisions: [...turn.decisions, decision] };
  return outcome === 'none' ? decided : enqueue(decided, { type: 'write-log', at: turn.event.now, decision });
}
