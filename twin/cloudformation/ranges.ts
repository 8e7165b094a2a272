import { isJsonList, isJsonObject, jsonText, type JsonValue } from '../gateway/json-value.ts';
import ranges from './service-ranges.json' with { type: 'json' };

/** The least and the most of a number, or of the characters of a text, and what a whole text has to look like. */
interface Range {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
}

/**
 * By type and path of a property: what the media services' own models allow (botocore 1.43.11, data/SERVICE/VERSION/service-2.json,
 * the requests CreateChannel, CreateFlow and so on). CloudFormation's specification lacks them, and so do the schemas in the SDK
 * for JavaScript.
 */
const rangesOf: Readonly<Record<string, Readonly<Record<string, Range>>>> = ranges;

/** What in the properties of a resource the service would refuse as too little, too much or of the wrong form. */
export function rangeFindings(type: string, properties: JsonValue): readonly string[] {
  const allowed = rangesOf[type];
  return allowed === undefined ? [] : findingsAt(allowed, properties, '');
}

function findingsAt(
  allowed: Readonly<Record<string, Range>>,
  value: JsonValue,
  path: string,
): readonly string[] {
  if (isJsonList(value)) return value.flatMap((item) => findingsAt(allowed, item, `${path}[]`));
  if (isJsonObject(value)) {
    return Object.entries(value).flatMap(([key, item]) =>
      findingsAt(allowed, item, path === '' ? key : `${path}.${key}`),
    );
  }
  const range = allowed[path];
  return range === undefined ? [] : findingOf(range, value, path);
}

function findingOf(
  { min = -Infinity, max = Infinity, pattern }: Range,
  value: string | number | boolean | null,
  path: string,
): readonly string[] {
  const isText = typeof value === 'string';
  const size = isText ? value.length : Number(value);
  if (size < min || size > max) {
    const unit = isText ? ' characters' : '';
    return [`Properties.${path} "${jsonText(value)}" must be from ${min} to ${max}${unit}.`];
  }
  if (!isText || pattern === undefined || new RegExp(`^(?:${pattern})$`).test(value)) return [];
  return [`Properties.${path} "${value}" does not match ${pattern}.`];
}
