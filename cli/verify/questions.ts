import type { Question } from './question.ts';
import { accountQuestions } from './questions/account.ts';
import { alertQuestions } from './questions/alerts.ts';
import { deploymentByHand } from './questions/deployment-by-hand.ts';
import { deploymentQuestions } from './questions/deployment.ts';
import { lifeQuestions } from './questions/life.ts';
import { mediaConnectByHand } from './questions/mediaconnect-by-hand.ts';
import { mediaConnectQuestions } from './questions/mediaconnect.ts';
import { roleQuestions } from './questions/roles.ts';
import { scheduleQuestions } from './questions/schedule.ts';
import { KnownError } from '../../config/known-error.ts';
import { didYouMean } from '../../config/suggestion.ts';

/**
 * Everything that only AWS can answer, in the order in which it is asked. docs/twin.md and docs/reliability.md are written from it
 * (test/cli/verify/documents.test.ts).
 */
export const allQuestions: readonly Question[] = [
  ...accountQuestions,
  ...alertQuestions,
  ...scheduleQuestions,
  ...lifeQuestions,
  ...mediaConnectQuestions,
  ...mediaConnectByHand,
  ...deploymentQuestions,
  ...roleQuestions,
  ...deploymentByHand,
];

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
    if (unknown !== undefined) {
      throw new KnownError(
        `${option} ${unknown}: there is no such question.${didYouMean(unknown, ids)}`,
        `Allowed: ${ids.join(', ')}.`,
      );
    }
  }
  const chosen = allQuestions.filter(
    ({ id }) => (only.length === 0 || only.includes(id)) && !skip.includes(id),
  );
  return chosen.toSorted((a, b) => Number(a.probe === undefined) - Number(b.probe === undefined));
}
