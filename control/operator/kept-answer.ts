import type { Millis } from '../../core/model/group.ts';
import type { Clock } from '../ports/clock.ts';

/**
 * Asks once in a while: who asks meanwhile gets the same answer, also while it is still under way. An answer that failed is
 * not kept.
 */
export function keptAnswer<Answer>(
  clock: Pick<Clock, 'now'>,
  keptMs: Millis,
  ask: () => Promise<Answer>,
): () => Promise<Answer> {
  let kept: { readonly at: Millis; readonly answer: Promise<Answer> } | undefined;
  return () => {
    const now = clock.now();
    if (kept && Math.abs(now - kept.at) < keptMs) return kept.answer;
    const asked = { at: now, answer: ask() };
    kept = asked;
    asked.answer.catch(() => {
      if (kept === asked) kept = undefined;
    });
    return asked.answer;
  };
}
