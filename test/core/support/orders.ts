/** What operators order. */
import { noon, type Happening } from './happenings.ts';

/** A switch ordered by an operator. */
export function switchTo(
  to: string,
  changes: Partial<{ at: number | null; force: boolean; reason: string }> = {},
): Happening {
  const command = { action: 'switch', to, at: null, force: false, reason: 'rehearsal', ...changes } as const;
  return { type: 'command', by: 'kim', command };
}

export function holdFor(untilMs: number | null): Happening {
  const until = untilMs === null ? null : noon + untilMs;
  return { type: 'command', by: 'kim', command: { action: 'hold', reason: 'maintenance', until } };
}

export const release: Happening = {
  type: 'command',
  by: 'kim',
  command: { action: 'release', reason: 'all clear' },
};

export const cancelPlan: Happening = {
  type: 'command',
  by: 'kim',
  command: { action: 'cancel', reason: 'no need' },
};
