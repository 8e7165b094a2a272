import type { Cost, Question } from './question.ts';
import { countOf, verdicts, type Result } from './result.ts';

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

/**
 * A name and a text beside it, broken at spaces so that no line is wider than `columns`, unless a word is.
 * @param indent - how many characters stand before the text, the name among them
 */
function wrapped(name: string, text: string, indent: number, columns: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && indent + line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line]
    .map((one, index) => `${(index === 0 ? name : '').padEnd(indent)}${one}`.trimEnd())
    .join('\n');
}
