import type { Switch } from '../../../core/model/state.ts';
import type { SwitchView } from '../views.ts';
import { iso } from './time.ts';

export function presentSwitch(ordered: Switch | null): SwitchView | null {
  if (!ordered) return null;
  const { kind, from, to, reason, by, accepted, attempt, actionName } = ordered;
  const times = { requestedAt: iso(ordered.requestedAt), startAt: iso(ordered.startAt) };
  return { kind, from, to, reason, by, accepted, attempt, actionName, ...times };
}
