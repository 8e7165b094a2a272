import type { Millis } from '../../core/model/group.ts';
import type { Work } from './work.ts';

/** How often a workflow is looked at: some five calls each time, of the twenty a second that an account has. */
const secondsMax = 5;

/** When to look again. Sooner at first: what starts quickly keeps no deployment waiting. A refusal takes its time. */
export function nextLookSeconds({ refusals }: Pick<Work, 'refusals'>, elapsedMs: Millis): number {
  return refusals > 0 ? secondsMax : Math.min(secondsMax, 1 + Math.floor(elapsedMs / 5000));
}
