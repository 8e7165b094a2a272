import type { Cost, Question } from './question.ts';
import { countOf, verdicts, type Result } from './result.ts';
import { wrapped } from './wrap.ts';

/** Beyond this a line is long to read, however wide the terminal. */
const columnsMax = 110;
const columnsDefault = 80;
const indent = 12;

/** One question with its result, as it comes. */
export function renderResult({ question, verdict, saw, left }: Result, columns = columnsDefault): string {
  const width = Math.min(columns, columnsMax);
  const line = (name: string, text: string) => wrapped(`  ${name}`, plain(text), indent, width);
  return [
    `${verdict.toUpperCase()}: ${question.id}`,
    line('question', question.question),
    ...(saw === ''
      ? []
      : [line(verdict === 'not asked' || verdict === 'cannot be seen' ? 'why' : 'seen', saw)]),
    line('believed', question.believed),
    ...(verdict === 'cannot be seen' ? [line('by hand', byHandOf(question))] : []),
    ...left.map((one) => line('LEFT', one)),
    '',
  ].join('\n');
}

/** What is asked of the operator before something is changed. */
export function renderConsent(question: Question, channel: string, columns = columnsDefault): string {
  const width = Math.min(columns, columnsMax);
  const where = question.needsChannel ? ` Channel: ${channel}.` : '';
  return [
    wrapped(`${question.id}: `, plain(question.question), 2, width),
    wrapped('', `${question.cost.changes ?? ''}${where} It costs ${costWords(question.cost)}.`, 2, width),
  ].join('\n');
}

/** All results in a line or two. */
export function renderSummary(results: readonly Result[], columns = columnsDefault): string {
  const width = Math.min(columns, columnsMax);
  const counts = verdicts.map((verdict) => `${countOf(results, verdict)} ${verdict}`).join(', ');
  const different = results.filter(({ verdict }) => verdict === 'different');
  return [
    wrapped('', `${results.length} question${results.length === 1 ? '' : 's'}: ${counts}.`, 0, width),
    ...different.map(({ question, saw }) =>
      wrapped('', `${question.id}: ${plain(saw)} Believed: ${plain(question.believed)}.`, 2, width),
    ),
  ].join('\n');
}

/** What a price comes to, in words. */
export function costWords({ usd, per }: Cost): string {
  if (usd === 0) return 'nothing';
  return `about ${usd.toFixed(2)} USD${per === undefined ? '' : ` an ${per}`}`;
}

/** How to find out by hand, and what that costs if it does. */
export function byHandOf({ byHand, cost }: Question): string {
  return cost.usd === 0 ? byHand : `${byHand} That costs ${costWords(cost)}.`;
}

/** A document's marks say nothing in a terminal. */
function plain(text: string): string {
  return text.replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1').replaceAll('`', '');
}
