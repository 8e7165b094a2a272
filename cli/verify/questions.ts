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
