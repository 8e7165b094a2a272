import { jsonTexts } from './json-texts.ts';

/** An event, or what was found in its place. */
export type Unwrapped =
  | { readonly type: 'event'; readonly value: unknown; readonly text: string }
  | { readonly type: 'junk'; readonly why: string; readonly text: string };

/** Lists in which events are handed on: CloudWatch Logs, Logs Insights, Lambda's records, `sqs receive-message`. */
const lists = ['events', 'logEvents', 'results', 'Records', 'Messages'];

/**
 * Keys under which one event is handed on, as JSON or as JSON in a text: a log event's `message`, Insights' `@message`, the body
 * of an SQS message (`body` to a function, `Body` in the API), the `Message` of an SNS envelope.
 */
const covers = ['@message', 'Sns', 'Message', 'message', 'body', 'Body'];

/** As deep as one thing is wrapped into another: an export of a log of SQS bodies of SNS envelopes is four. */
const depthMax = 8;

/** Takes events out of what AWS's tools wrap them into. */
export function unwrap(value: unknown, text: string, depth = 0): readonly Unwrapped[] {
  if (depth > depthMax) return [{ type: 'junk', why: 'wrapped too often', text }];
  if (typeof value === 'string') return unwrapText(value, depth);
  if (Array.isArray(value)) return value.flatMap((one) => unwrap(one, shown(one), depth + 1));
  if (typeof value !== 'object' || value === null) return [{ type: 'junk', why: 'not an object', text }];
  const given: Readonly<Record<string, unknown>> = { ...value };
  if ('detail-type' in given || 'detail' in given) return [{ type: 'event', value, text }];
  // A row of Logs Insights is a list of these.
  if (typeof given['field'] === 'string' && 'value' in given) {
    return given['field'] === '@message' ? unwrap(given['value'], shown(given['value']), depth + 1) : [];
  }
  const list = lists.find((name) => Array.isArray(given[name]));
  const cover = list ?? covers.find((name) => isCover(given[name]));
  if (cover === undefined) return [{ type: 'event', value, text }];
  return unwrap(given[cover], shown(given[cover]), depth + 1);
}

function unwrapText(text: string, depth: number): readonly Unwrapped[] {
  const found = jsonTexts(text);
  if (found.length === 0) return [{ type: 'junk', why: 'an empty text', text }];
  return found.flatMap((one) =>
    one.type === 'value'
      ? unwrap(one.value, one.text, depth + 1)
      : [{ type: 'junk' as const, why: 'not JSON', text: one.text }],
  );
}

function isCover(given: unknown): boolean {
  return typeof given === 'string' || (typeof given === 'object' && given !== null);
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
