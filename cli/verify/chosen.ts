import { KnownError } from '../../config/known-error.ts';
import type { Question } from './question.ts';
import { allQuestions } from './questions.ts';

/**
 * The questions to ask, those for people last.
 * @param only - none: all of them
 * @throws KnownError for an id that no question has
 */
export function chosenQuestions(only: readonly string[], skip: readonly string[]): readonly Question[] {
  const ids = allQuestions.map(({ id }) => id);
  for (const [option, given] of [
    ['--only', only],
    ['--skip', skip],
  ] as const) {
    const unknown = given.find((id) => !ids.includes(id));
    if (unknown !== undefined)
      throw new KnownError(`${option} ${unknown}: there is no such question.`, `Allowed: ${ids.join(', ')}.`);
  }
  const chosen = allQuestions.filter(
    ({ id }) => (only.length === 0 || only.includes(id)) && !skip.includes(id),
  );
  return chosen.toSorted((a, b) => Number(a.probe === undefined) - Number(b.probe === undefined));
}
