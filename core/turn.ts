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
 * Owes an effect: into the outbox, under an id that follows from the event. What a first delivery of the event still owes
 * keeps its id, as a second delivery that decides otherwise must not put another effect in its place.
 */
export function owe(turn: Turn, effect: Unidentified<Effect>): Turn {
  let index = turn.effects.length;
  while (turn.state.outbox[`${turn.event.id}#${index}`]) index += 1;
  const identified = { ...effect, id: `${turn.event.id}#${index}` } as Effect;
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
