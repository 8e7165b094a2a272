import type { Decision } from '../../../core/model/decision.ts';
import type { Millis } from '../../../core/model/group.ts';
import type { ChangeEntry, DecisionEntry } from '../../ports/log-store.ts';
import type { ChangeView, DecisionView } from '../views.ts';
import { requestIdOf } from '../request-id.ts';
import { iso } from './time.ts';

export function presentDecision(at: Millis, { rule, outcome, why, evidence }: Decision): DecisionView {
  return { at: iso(at), rule, outcome, why, evidence: { ...evidence } };
}

/** A decision from the log, with the order that led to it. */
export function presentEntry({ id, at, decision }: DecisionEntry): DecisionView {
  return { ...presentDecision(at, decision), ...orderOf(id) };
}

export function presentChange({ id, at, by, what, from, to, reason }: ChangeEntry): ChangeView {
  return { at: iso(at), by, what, from, to, reason, ...orderOf(id) };
}

function orderOf(entryId: string): { readonly requestId?: string } {
  const requestId = requestIdOf(entryId);
  return requestId === null ? {} : { requestId };
}
