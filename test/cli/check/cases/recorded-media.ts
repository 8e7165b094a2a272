import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MediaReader } from '../../../../cli/media-reader.ts';

interface Recorded {
  readonly kind: 'channels' | 'inputs' | 'flows';
  /** An id, of a flow its ARN. */
  readonly key: string;
  readonly answer: unknown;
}

/** Media services that give the describe answers of channels from the field; each line is one, with the keys of the wire. */
export function recordedMedia(): MediaReader {
  const answers = readFileSync(join(import.meta.dirname, 'channels.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Recorded);
  const answer = <T>(kind: Recorded['kind'], key: string): Promise<T | null> => {
    const found = answers.find((known) => known.kind === kind && known.key === key);
    return Promise.resolve(found === undefined ? null : (asInSdk(found.answer) as T));
  };
  return {
    channels: () => Promise.resolve([]),
    channel: (id) => answer('channels', id),
    input: (id) => answer('inputs', id),
    flow: (arn) => answer('flows', arn),
    schedule: () => Promise.resolve([]),
  };
}

/** The SDK writes the first letter of each key large, the wire small. */
function asInSdk(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asInSdk);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.charAt(0).toUpperCase() + key.slice(1), asInSdk(inner)]),
  );
}
