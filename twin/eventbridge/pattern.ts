import {
  isJsonList,
  isJsonObject,
  isRecord,
  parseJsonObject,
  type JsonObject,
  type JsonValue,
} from '../gateway/json-value.ts';
import { compileAlternative, type Scalar } from './alternatives.ts';
import { invalidPattern } from './invalid-pattern.ts';

/** Tells whether an event (or a part of it) fits a pattern. */
export type EventMatcher = (value: unknown) => boolean;

/**
 * Reads an EventBridge event pattern once, so that one the twin cannot evaluate fails at deployment and not by silence.
 * Semantics: EventBridge User Guide, "Creating event patterns" and "Comparison operators"; where it says less, what AWS's open-source
 * event-ruler does (`test/twin/eventbridge/event-ruler.jsonl`).
 * @throws ServiceError when it is none, Error when it uses what the twin does not know.
 */
export const compilePattern = (pattern: JsonObject): EventMatcher => compileObject(pattern, '');

/** A pattern as a call gives it. @throws ServiceError when it is no JSON object. */
export const patternOf = (text: string): JsonObject => {
  const pattern = parseJsonObject(text);
  if (pattern === undefined) throw invalidPattern('it is no JSON object.');
  return pattern;
};

const compileObject = (pattern: JsonObject, path: string): EventMatcher => {
  const keys = Object.entries(pattern);
  if (keys.length === 0) {
    throw invalidPattern(`it is empty at ${path === '' ? 'its root' : path}.`);
  }
  const fields = keys.map(([key, value]) => {
    const at = path === '' ? key : `${path}.${key}`;
    if (key === '$or') return compileOr(value, path);
    const matches = isJsonObject(value) ? compileNested(value, at) : compileLeaf(value, at);
    return (event: Readonly<Record<string, unknown>>) => matches(event[key]);
  });
  // A part that is no object has none of the fields, which is what `exists: false` asks for.
  return (value) => {
    const event = isRecord(value) ? value : {};
    return fields.every((matches) => matches(event));
  };
};

const compileOr = (branches: JsonValue, path: string): EventMatcher => {
  const objects = isJsonList(branches) ? branches.filter(isJsonObject) : [];
  if (objects.length < 2 || !isJsonList(branches) || objects.length < branches.length) {
    throw invalidPattern(
      `$or needs two objects or more at ${path === '' ? 'its root' : path}, not ${JSON.stringify(branches)}.`,
    );
  }
  const matchers = objects.map((branch) => compileObject(branch, path));
  return (event) => matchers.some((matches) => matches(event));
};

/** In an array of objects, one element must fit the whole sub-pattern. */
const compileNested = (pattern: JsonObject, path: string): EventMatcher => {
  const matches = compileObject(pattern, path);
  return (value) => (Array.isArray(value) ? value.some(matches) : matches(value));
};

const compileLeaf = (alternatives: JsonValue, path: string): EventMatcher => {
  if (!isJsonList(alternatives) || alternatives.length === 0) {
    throw invalidPattern(`it needs a list of alternatives at ${path}, not ${JSON.stringify(alternatives)}.`);
  }
  const compiled = alternatives.map((entry) => compileAlternative(entry, path));
  return (value) => {
    const scalars = scalarsOf(value);
    // `exists` works on leaves: an object is not one (EventBridge User Guide, "Exists matching"), and a list without scalars has none.
    return compiled.some((alternative) => alternative(scalars, scalars.length > 0));
  };
};

const scalarsOf = (value: unknown): readonly Scalar[] => {
  if (Array.isArray(value)) {
    return value.flatMap(scalarsOf);
  }
  return isScalar(value) ? [value] : [];
};

const isScalar = (value: unknown): value is Scalar =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
