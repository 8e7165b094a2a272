import {
  isJsonList,
  isJsonObject,
  isRecord,
  parseJsonObject,
  type JsonObject,
} from '../gateway/json-value.ts';
import { ServiceError } from '../gateway/service-error.ts';
import { compileAlternative, type Scalar } from './alternatives.ts';

/** Tells whether an event (or a part of it) fits a pattern. */
export type EventMatcher = (value: unknown) => boolean;

/**
 * Reads an EventBridge event pattern once, so that one the twin cannot evaluate fails at deployment and not by silence.
 * Semantics: EventBridge User Guide, "Creating event patterns" and "Comparison operators".
 */
export const compilePattern = (pattern: JsonObject): EventMatcher => compileObject(pattern, '');

/** A pattern as a call gives it. @throws ServiceError when it is no JSON object. */
export const patternOf = (text: string): JsonObject => {
  const pattern = parseJsonObject(text);
  if (pattern === undefined) {
    throw new ServiceError(400, 'InvalidEventPatternException', 'Event pattern is not valid JSON.');
  }
  return pattern;
};

const compileObject = (pattern: JsonObject, path: string): EventMatcher => {
  const keys = Object.entries(pattern);
  if (keys.length === 0) {
    throw new Error(`The event pattern is empty at ${path === '' ? 'its root' : path}.`);
  }
  const fields = keys.map(([key, value]) => {
    const at = path === '' ? key : `${path}.${key}`;
    if (key === '$or' && isJsonList(value)) {
      return compileOr(value.filter(isJsonObject), path);
    }
    const matches = isJsonObject(value) ? compileNested(value, at) : compileLeaf(value, at);
    return (event: Readonly<Record<string, unknown>>) => matches(event[key]);
  });
  // A part that is no object has none of the fields, which is what `exists: false` asks for.
  return (value) => {
    const event = isRecord(value) ? value : {};
    return fields.every((matches) => matches(event));
  };
};

const compileOr = (branches: readonly JsonObject[], path: string): EventMatcher => {
  const matchers = branches.map((branch) => compileObject(branch, path));
  return (event) => matchers.some((matches) => matches(event));
};

/** In an array of objects, one element must fit the whole sub-pattern. */
const compileNested = (pattern: JsonObject, path: string): EventMatcher => {
  const matches = compileObject(pattern, path);
  return (value) => (Array.isArray(value) ? value.some(matches) : matches(value));
};

const compileLeaf = (alternatives: unknown, path: string): EventMatcher => {
  if (!isJsonList(alternatives as JsonObject[string]) || !Array.isArray(alternatives)) {
    throw new Error(
      `The event pattern needs a list of alternatives at ${path}, not ${JSON.stringify(alternatives)}.`,
    );
  }
  const compiled = (alternatives as JsonObject[string][]).map((entry) => compileAlternative(entry, path));
  return (value) => {
    const scalars = scalarsOf(value);
    // `exists` works on leaves: an object is not one (EventBridge User Guide, "Exists matching").
    const present = value !== undefined && !isRecord(value);
    return compiled.some((alternative) => alternative(scalars, present));
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
