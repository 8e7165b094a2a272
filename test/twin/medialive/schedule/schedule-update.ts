import type { ScheduleEntry } from '../../../../twin/medialive/schedule/schedule-entry.ts';
import type { ScheduleUpdate } from '../../../../twin/medialive/schedule/schedule-rule.ts';
import { fixedAt, following, prepare, switchTo } from '../schedule-action.ts';

export const now = Date.UTC(2026, 0, 1);

/** An update of a running channel with sites A and B; what is not given is empty. */
export function update(given: Partial<ScheduleUpdate>): ScheduleUpdate {
  return {
    now,
    channel: { running: true, attachments: ['A', 'B'], inputPrepare: true },
    current: [],
    deletes: [],
    creates: [],
    ...given,
  };
}

let sequence = 0;

/** A fixed action on B that is in the schedule, or one that follows another. */
export function entry(
  name: string,
  start: number | { readonly follows: string },
  kind: 'input-switch' | 'input-prepare' = 'input-switch',
): ScheduleEntry {
  const settings = typeof start === 'number' ? fixedAt(start) : following(start.follows);
  return {
    name,
    kind,
    attachment: 'B',
    start:
      typeof start === 'number' ? { mode: 'fixed', at: start } : { mode: 'follow', reference: start.follows },
    sequence: ++sequence,
    action: (kind === 'input-switch' ? switchTo : prepare)('B', name, settings),
  };
}
