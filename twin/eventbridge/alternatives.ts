import { isJsonList, isJsonObject, jsonText, type JsonValue } from '../gateway/json-value.ts';
import { matchesEventWildcard } from './event-wildcard.ts';

/** A field's value in an event: undefined when the field is absent, else a scalar of it (an array's elements one by one). */
export type Scalar = string | number | boolean | null;

/** One entry of a pattern's list, e.g. `"SET"` or `{ "prefix": "x" }`, made ready to test the scalars of a field. */
export type Alternative = (scalars: readonly Scalar[], present: boolean) => boolean;

/** Reads one alternative; one with an operator the twin does not know is an error, never a match. */
export const compileAlternative = (entry: JsonValue, path: string): Alternative => {
  if (!isJsonObject(entry)) {
    if (isJsonList(entry)) {
      throw new Error(`The event pattern has a list inside a list at ${path}: ${JSON.stringify(entry)}.`);
    }
    return (scalars) => scalars.some((scalar) => scalar === entry);
  }
  const [name, operand, ...rest] = Object.entries(entry).flat();
  if (typeof name !== 'string' || operand === undefined || rest.length > 0) {
    throw new Error(
      `An entry of an event pattern has exactly one operator; at ${path} there is ${JSON.stringify(entry)}.`,
    );
  }
  if (name === 'exists') {
    return (_scalars, present) => present === (operand === true);
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
      return onText(operand, path, (text, expected) => matchesEventWildcard(expected, text));
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
    throw new Error(`The event pattern needs a string at ${path}, not ${JSON.stringify(operand)}.`);
  }
  return (scalar) => typeof scalar === 'string' && test(scalar, operand);
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

const numeric = (operand: JsonValue, path: string): ScalarTest => {
  const parts: readonly JsonValue[] = isJsonList(operand) ? operand : [];
  const tests: ((value: number) => boolean)[] = [];
  for (let at = 0; at < parts.length; at += 2) {
    const compare = comparisons[jsonText(parts[at])];
    const bound = parts[at + 1];
    if (compare === undefined || typeof bound !== 'number') {
      throw unsupported('numeric', operand, path);
    }
    tests.push((value) => compare(value, bound));
  }
  if (tests.length === 0) {
    throw unsupported('numeric', operand, path);
  }
  return (scalar) => typeof scalar === 'number' && tests.every((test) => test(scalar));
};

/** Needs the field to be there; of an array, one element that is none of these is enough. */
const anythingBut = (operand: JsonValue, path: string): ScalarTest => {
  if (!isJsonObject(operand)) {
    const excluded: readonly JsonValue[] = isJsonList(operand) ? operand : [operand];
    return (scalar) => !excluded.includes(scalar);
  }
  const [operator, nested, ...rest] = Object.entries(operand).flat();
  if (typeof operator !== 'string' || nested === undefined || rest.length > 0 || operator === 'numeric') {
    throw unsupported('anything-but', operand, path);
  }
  const alternatives: readonly JsonValue[] = isJsonList(nested) ? nested : [nested];
  const tests = alternatives.map((alternative) => scalarTest(operator, alternative, path));
  return (scalar) => !tests.some((test) => test(scalar));
};
