import type { Answers } from '../../core/model/event.ts';

/** Below what the controller reads (64 k characters) and SQS carries (256 kB), with room for what is around the answers. */
const charactersMax = 60_000;

/**
 * Answers that fit into a message. Of a storm of alerts their texts go first; a list that is still too long is not
 * shortened, because what it leaves out would count as over.
 */
export function withinMessage(answers: Answers): Answers {
  if (fits(answers) || typeof answers.alerts !== 'object') return answers;
  const terse = { ...answers, alerts: answers.alerts.map((alert) => ({ ...alert, message: '' })) };
  return fits(terse) ? terse : { ...answers, alerts: 'unavailable' };
}

function fits(answers: Answers): boolean {
  return JSON.stringify(answers).length <= charactersMax;
}
