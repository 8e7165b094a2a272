import { isJsonList, isJsonObject, jsonText, type JsonValue } from '../gateway/json-value.ts';
import { invalidPattern } from './invalid-pattern.ts';

/**
 * `*` is any run of characters; `\*` and `\\` are the characters themselves (EventBridge User Guide, "Wildcard matching").
 */
const matchesEventWildcard = (pattern: string, text: string): boolean => {
  let expression = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    const next = pattern.charAt(at + 1);
    if (character === '\\' && (next === '*' || next === '\\')) {
      expression += `\\${next}`;
      at += 1;
    } else {
      expression += character === '*' ? '.*' : character.replace(/[.+?^${}()|[\]\\/]/, '\\$&');
    }
  }
  return new RegExp(`^${expression}$`, 's').test(text);
};

/** Whether it is one that EventBridge takes: no two stars in a row, and no backslash before anything but a star or a backslash. */
const isEventWildcard = (pattern: string): boolean => !/\*\*|\\/.test(pattern.replaceAll(/\\[*\\]/g, 'x'));

/** A field's value in an event: undefined when the field is absent, else a scalar of it (an array's elements one by one). */
export type Scalar = string | number | boolean | null;

/** One entry of a pattern's list, e.g. `"SET"` or `{ "prefix": "x" }`, made ready to test the scalars of a field. */
export type Alternative = (scalars: readonly Scalar[], present: boolean) => boolean;

/** Reads one alternative; one with an operator the twin does not know is an error, never a match. */
export const compileAlternative = (entry: JsonValue, path: string): Alternative => {
  if (!isJsonObject(entry)) {
    if (isJsonList(entry)) {
      throw invalidPattern(`there is a list inside a list at ${path}: ${JSON.stringify(entry)}.`);
    }
    return (scalars) => scalars.some((scalar) => scalar === entry);
  }
  const [name, operand, ...rest] = Object.entries(entry).flat();
  if (typeof name !== 'string' || operand === undefined || rest.length > 0) {
    throw invalidPattern(`an entry has exactly one operator; at ${path} there is ${JSON.stringify(entry)}.`);
  }
  if (name === 'exists') {
    if (typeof operand !== 'boolean') {
      throw invalidPattern(`exists is true or false; at ${path} it is neither.`);
    }
    return (_scalars, present) => present === operand;
  }
  const test = scalarTest(name, operand, path);
  return (scalars) => scalars.some(test);
};

type ScalarTest = (scalar: Scalar) => boolean;

const scalarTest = (operator: string, operand: JsonValue, path: string): ScalarTest => {
  switch (operator) {
    case 'prefix':
      return affix(operand, (text, expected) => text.startsWith(expected), path);
    case 'suffix':
      return affix(operand, (text, expected) => text.endsWith(expected), path);
    case 'equals-ignore-case':
      return onText(operand, path, (text, expected) => text.toLowerCase() === expected.toLowerCase());
    case 'wildcard':
      return wildcard(operand, path);
    case 'numeric':
      return numeric(operand, path);
    case 'anything-but':
      return anythingBut(operand, path);
    default:
      throw unsupported(operator, operand, path);
  }
};

const supported = 'prefix, suffix, equals-ignore-case, wildcard, numeric, anything-but, exists, $or';

const unsupported = (operator: string, operand: JsonValue, path: string): Error =>
  new Error(
    `The twin does not support the event pattern operator "${operator}": ${JSON.stringify(operand)} at ${path}. ` +
      `It supports ${supported}.`,
  );

const onText = (
  operand: JsonValue,
  path: string,
  test: (text: string, expected: string) => boolean,
): ScalarTest => {
  if (typeof operand !== 'string') {
    throw invalidPattern(`it needs a string at ${path}, not ${JSON.stringify(operand)}.`);
  }
  return (scalar) => typeof scalar === 'string' && test(scalar, operand);
};

const wildcard = (operand: JsonValue, path: string): ScalarTest => {
  if (typeof operand === 'string' && !isEventWildcard(operand)) {
    throw invalidPattern(
      `the wildcard at ${path} has two stars in a row, or a backslash before anything else.`,
    );
  }
  return onText(operand, path, (text, expected) => matchesEventWildcard(expected, text));
};

/** `prefix` and `suffix` also take `{ "equals-ignore-case": … }`. */
const affix = (
  operand: JsonValue,
  test: (text: string, expected: string) => boolean,
  path: string,
): ScalarTest => {
  const insensitive = isJsonObject(operand) ? operand['equals-ignore-case'] : undefined;
  return typeof insensitive === 'string'
    ? onText(insensitive, path, (text, expected) => test(text.toLowerCase(), expected.toLowerCase()))
    : onText(operand, path, test);
};

const comparisons: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '=': (left, right) => left === right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

/** One comparison, or a lower bound and then an upper one. */
const numeric = (operand: JsonValue, path: string): ScalarTest => {
  const [operator, bound, second, secondBound, ...rest] = isJsonList(operand) ? operand : [];
  const tests = [comparisonOf(operator, bound)];
  if (second !== undefined) tests.push(comparisonOf(second, secondBound));
  const isRange =
    second === undefined ||
    (jsonText(operator).startsWith('>') &&
      jsonText(second).startsWith('<') &&
      Number(bound) < Number(secondBound));
  if (tests.includes(undefined) || !isRange || rest.length > 0) {
    throw invalidPattern(`numeric at ${path} is no range: ${JSON.stringify(operand)}.`);
  }
  return (scalar) => typeof scalar === 'number' && tests.every((test) => test?.(scalar));
};

const comparisonOf = (
  operator: JsonValue | undefined,
  bound: JsonValue | undefined,
): ((value: number) => boolean) | undefined => {
  const compare = comparisons[jsonText(operator)];
  return compare && typeof bound === 'number' ? (value) => compare(value, bound) : undefined;
};

/** Needs the field to be there; of an array, one element that is none of these is enough. */
const anythingBut = (operand: JsonValue, path: string): ScalarTest => {
  if (!isJsonObject(operand)) {
    const excluded: readonly JsonValue[] = isJsonList(operand) ? operand : [operand];
    const kinds = new Set(excluded.map((value) => typeof value));
    if (kinds.size !== 1 || !(kinds.has('string') || kinds.has('number'))) {
      throw invalidPattern(
        `anything-but takes strings or numbers; at ${path} it has ${JSON.stringify(operand)}.`,
      );
    }
    return (scalar) => !excluded.includes(scalar);
  }
  const [operator = '', nested, ...rest] = Object.entries(operand).flat();
  const alternatives: readonly JsonValue[] =
    nested === undefined ? [] : isJsonList(nested) ? nested : [nested];
  const isOne = typeof operator === 'string' && nestable.has(operator) && rest.length === 0;
  const isText = (value: JsonValue): boolean =>
    typeof value === 'string' && (value !== '' || (operator !== 'prefix' && operator !== 'suffix'));
  if (!isOne || alternatives.length === 0 || !alternatives.every(isText)) {
    throw invalidPattern(
      `anything-but takes ${[...nestable].join(', ')} of texts; at ${path} it has ${JSON.stringify(operand)}.`,
    );
  }
  const tests = alternatives.map((alternative) => scalarTest(operator, alternative, path));
  return (scalar) => !tests.some((test) => test(scalar));
};

/** What `anything-but` can be of, beside values. */
const nestable: ReadonlySet<string> = new Set(['prefix', 'suffix', 'equals-ignore-case', 'wildcard']);
