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
 * Owes an effect: into the outbox, under an id that a second delivery of the same event would give it too.
 * The index within the event keeps ids apart.
 */
export function owe(turn: Turn, effect: Unidentified<Effect>): Turn {
  const identified = { ...effect, id: `${turn.event.id}#${turn.effects.length}` } as Effect;
  return {
    ...withState(turn, { outbox: { ...turn.state.outbox, [identified.id]: identified } }),
    effects: [...turn.effects, identified],
  };
}

/** Records a decision. What changes or forbids something goes into the channel's event log; routine does not. */
export function decide(
  turn: Turn,
  rule: Decision['rule'],
  outcome: Decision['outcome'],
  why: string,
  evidence: Decision['evidence'] = {},
): Turn {
  const decision: Decision = { rule, outcome, why, evidence };
  const decided = { ...turn, decisions: [...turn.decisions, decision] };
  return outcome === 'none' ? decided : owe(decided, { type: 'write-log', at: turn.event.now, decision });
}
