import type * as v from 'valibot';
import type { FoundProblem } from './problem.ts';
import { didYouMean } from './suggestion.ts';

const kindNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  object: 'a section with keys',
  record: 'a section with names as keys',
  array: 'a list',
};

/** Turns what valibot found into a problem an operator can mend: what was given, what is allowed, what to do. */
export function describeIssue(issue: v.BaseIssue<unknown>): FoundProblem {
  const path = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
  return { path, describe: () => issueText(issue) };
}

function issueText(issue: v.BaseIssue<unknown>): string {
  if (issue.kind !== 'schema') {
    return issue.message.startsWith('Allowed:')
      ? `${shown(issue.input)} is not allowed. ${issue.message}`
      : issue.message;
  }
  if (issue.type === 'object' && issue.received === 'undefined' && issue.input === undefined) {
    return 'is missing. Give it a value; docs/configuration.md explains it.';
  }
  const choices = choicesOf(issue.expected);
  if (choices.length > 0) {
    const meant = typeof issue.input === 'string' ? didYouMean(issue.input, choices) : '';
    return `${shown(issue.input)} is not one of the choices. Allowed: ${choices.join(', ')}.${meant}`;
  }
  const wanted = kindNames[issue.type] ?? issue.expected ?? 'something else';
  const isArn = issue.path?.at(-1)?.key === 'arn';
  const quotes = isArn
    ? ' Give the whole ARN, like arn:aws:medialive:REGION:ACCOUNT:channel:ID.'
    : ' Put it in quotes.';
  const hint = issue.type === 'string' && typeof issue.input === 'number' ? quotes : '';
  return `${shown(issue.input)} is not ${wanted}.${hint}`;
}

/** `("a" | "b")` and `"a"` are how valibot says which literals it expected. */
function choicesOf(expected: string | null): readonly string[] {
  if (expected === null || !/^\(?["\d]/.test(expected)) return [];
  return expected
    .replace(/^\(|\)$/g, '')
    .split(' | ')
    .map((choice) => choice.replace(/^"|"$/g, ''));
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
