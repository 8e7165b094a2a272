import type { Answer, Question } from './question.ts';

/** How a question ended. */
export type Verdict = Answer['verdict'] | 'not asked';

/** A question and its result. */
export interface Result {
  readonly question: Question;
  readonly verdict: Verdict;
  /** What was seen; where it was not asked or cannot be seen, why; empty: it can be seen by hand only. */
  readonly saw: string;
  /** What could not be put back, a sentence each, and stays to be done by hand. */
  readonly left: readonly string[];
}

/** How many ended so. */
export function countOf(results: readonly Result[], verdict: Verdict): number {
  return results.filter((result) => result.verdict === verdict).length;
}

/** In the order in which they are told. */
export const verdicts: readonly Verdict[] = ['different', 'as believed', 'cannot be seen', 'not asked'];
