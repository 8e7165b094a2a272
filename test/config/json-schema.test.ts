// The schema that editors read: the file is what the code says, and it agrees with the loader as far as a schema can see.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv, type AnySchema } from 'ajv';
import { parse } from 'yaml';
import { configurationJsonSchema } from '../../config/json-schema.ts';
import { minimal } from './minimal.ts';
import { refusals } from './refusals.ts';

const root = join(import.meta.dirname, '..', '..');
const file = join(root, 'configuration.schema.json');
const schema = configurationJsonSchema() as AnySchema;
const isTaken = new Ajv({ strict: false, formats: { email: /^[^\s@]+@[^\s@]+$/ } }).compile(schema);

/** Of these mistakes a schema sees nothing: parts that do not agree with each other, and rules that are no pattern. */
const unseen: ReadonlySet<string> = new Set([
  'a channel from nowhere',
  'a channel in another account',
  'a channel of no group',
  'a flow behind two pipelines',
  'a flow in another region',
  'a key of another region',
  'a lead that MediaLive would refuse',
  'a missing site',
  'a site named twice',
  'a site the failover group does not have',
  'a window beyond all measure',
  'hours of no length',
  'no channel',
  'no evidence at all',
  'one channel in two groups',
  'one flow for two pipelines',
  'two channels of one name',
  'two flows for one pipeline',
  'two sites on one attachment',
]);

it('is in the file that editors read; UPDATE_REFERENCE=1 writes it anew', async () => {
  const { format } = await import('prettier');
  const expected = await format(JSON.stringify(schema), { parser: 'json', printWidth: 110 });
  if (process.env['UPDATE_REFERENCE'] === '1') writeFileSync(file, expected);
  expect(readFileSync(file, 'utf8')).toBe(expected);
});

describe('an example', () => {
  const examples = readdirSync(join(root, 'examples')).filter(
    (name) => name.endsWith('.yaml') && !name.includes('ladder'),
  );

  it.each(examples)('%s names the schema in its first line, and is taken', (name) => {
    const text = readFileSync(join(root, 'examples', name), 'utf8');
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=../configuration.schema.json');
    const taken = isTaken(parse(text));
    expect({ taken, errors: isTaken.errors }).toEqual({ taken: true, errors: null });
  });
});

describe('a mistake', () => {
  it.each(refusals.map(([what, change]) => [what, change] as const))('%s', (what, change) => {
    const given: unknown = JSON.parse(JSON.stringify({ ...minimal, ...change }));
    expect(isTaken(given)).toBe(unseen.has(what));
  });
});
