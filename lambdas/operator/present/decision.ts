import type { Decision } from '../../../core/model/decision.ts';
import type { Millis } from '../../../core/model/group.ts';
import type { ChangeEntry } from '../../shared/ports/log-store.ts';
import type { ChangeView, DecisionView } from '../views.ts';
import { iso } from './time.ts';

export function presentDecision(at: Millis, { rule, outcome, why, evidence }: Decision): DecisionView {
  return { at: iso(at), rule, outcome, why, evidence: { ...evidence } };
}

export function presentChange({ at, by, what, from, to, reason }: ChangeEntry): ChangeView {
  return { at: iso(at), by, what, from, to, reason };
}
