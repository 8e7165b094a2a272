import type { Decision } from './model/decision.ts';
import type { Effect } from './model/effect.ts';
import type { ChannelEvent } from './model/event.ts';
import type { FailoverGroup } from './model/group.ts';
import type { ChannelState } from './model/state.ts';

/** One transition under way: the facts so far, what has been decided, and what is owed for it. */
export interface Turn {
  readonly state: ChannelState;
  readonly event: ChannelEvent;
  readonly group: FailoverGroup;
  readonly effects: readonly Effect[];
  readonly decisions: readonly Decision[];
}

/** A step of the transition; each rule of the design is one. */
export type Step = (turn: Turn) => Turn;

export function withState(turn: Turn, changes: Partial<ChannelState>): Turn {
  return { ...turn, state: { ...turn.state, ...changes } };
}

type Unidentified<E> = E extends Effect ? Omit<E, 'id'> : never;

/**
 * Owes an effect: into the outbox, under an id that follows from the event and from the version of the state that it is
 * decided on. An id names one effect for ever: an event that is delivered again is decided on another version, so that the
 * outcome of what it led to the first time, however late it is known, is taken for nothing else.
 */
export function enqueue(turn: Turn, effect: Unidentified<Effect>): Turn {
  const { state, event, effects } = turn;
  const identified = { ...effect, id: `${event.id}@${state.version}#${effects.length}` } as Effect;
  return {
    ...withState(turn, { outbox: { ...state.outbox, [identified.id]: identified } }),
    effects: [...effects, identified],
  };
}

/** Records a decision. What changes or forbids something goes into the channel's event log; routine does not. */
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
