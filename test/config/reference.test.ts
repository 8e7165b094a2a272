import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { describeConfiguration, referenceTable } from '../../config/describe-configuration.ts';

/**
 * Goal: docs/configuration.md says of every key what the schema says. After a change of the schema, run this test with
 * UPDATE_REFERENCE=1 to write the table anew.
 */
const file = join(import.meta.dirname, '..', '..', 'docs', 'configuration.md');
const [begin, end] = ['<!-- reference: begin -->', '<!-- reference: end -->'];

describe('the reference of the configuration', () => {
  it('is what the schema says', async () => {
    const expected = await prettierTable();
    if (process.env['UPDATE_REFERENCE'] === '1') update(expected);
    expect(between(readFileSync(file, 'utf8'))).toBe(expected);
  });

  it('explains every key', () => {
    expect(describeConfiguration().filter(({ meaning }) => meaning === '')).toEqual([]);
  });
});

async function prettierTable(): Promise<string> {
  const { format } = await import('prettier');
  return (await format(referenceTable(), { parser: 'markdown' })).trim();
}

function between(text: string): string {
  return text.slice(text.indexOf(begin) + begin.length, text.indexOf(end)).trim();
}

function update(table: string): void {
  const text = readFileSync(file, 'utf8');
  const parts = [
    text.slice(0, text.indexOf(begin)),
    begin,
    '\n\n',
    table,
    '\n\n',
    text.slice(text.indexOf(end)),
  ];
  writeFileSync(file, parts.join(''));
}
