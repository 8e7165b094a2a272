import type { Observed } from '../../core/invariants.ts';
import type { Switch } from '../../core/model/state.ts';

/** The switch that this decision has ordered; null: none. */
export function orderedNow({ after }: Observed): Switch | null {
  const effect = after.effects.find(({ type }) => type === 'schedule-switch');
  if (effect?.type !== 'schedule-switch') return null;
  return (
    [after.state.switch, after.state.planned].find((pending) => pending?.actionName === effect.actionName) ??
    null
  );
}

export function iso(at: number): string {
  return new Date(at).toISOString();
}
