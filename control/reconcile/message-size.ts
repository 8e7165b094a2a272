import type { Answers, FlowSnapshot } from '../../core/model/event.ts';

/** Below what the controller reads (64 k characters) and SQS carries, with room for what is around the answers. */
const charactersMax = 60_000;

/** Enough of an error for people to know it by. */
const errorCharacters = 200;

/** Answers that fit into a message: where flows list more errors than there is room for, one of each flow says that it has any. */
export function withinMessage(answers: Answers): Answers {
  const { flows } = answers;
  if (typeof flows !== 'object' || JSON.stringify(answers).length <= charactersMax) return answers;
  const terse = Object.entries(flows).map(([arn, flow]) => [arn, withOneError(flow)] as const);
  return { ...answers, flows: Object.fromEntries(terse) };
}

function withOneError({ errors, ...flow }: FlowSnapshot): FlowSnapshot {
  if (errors === undefined) return flow;
  return { ...flow, errors: errors.slice(0, 1).map((error) => error.slice(0, errorCharacters)) };
}
