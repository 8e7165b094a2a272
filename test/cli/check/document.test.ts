import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { allRules } from '../../../cli/check/rules/all-rules.ts';

/** Goal: docs/check.md lists the rules as the code has them. After a change, run with UPDATE_REFERENCE=1 to write it anew. */
const file = join(import.meta.dirname, '../../../docs/check.md');
const [begin, end] = ['<!-- rules: begin -->', '<!-- rules: end -->'];

describe('the document of the check', () => {
  it('lists every rule with what it demands and where that is said', async () => {
    const { format } = await import('prettier');
    const rows = allRules.map(({ name, demands, source }) => `| \`${name}\` | ${demands} | ${source} |`);
    const table = ['| rule | demands | source |', '| --- | --- | --- |', ...rows].join('\n');
    const expected = (await format(table, { parser: 'markdown' })).trim();
    if (process.env['UPDATE_REFERENCE'] === '1') update(expected);
    expect(between(readFileSync(file, 'utf8'))).toBe(expected);
  });

  it('has no two rules of one name', () => {
    expect(new Set(allRules.map(({ name }) => name)).size).toBe(allRules.length);
  });
});

function between(text: string): string {
  return text.slice(text.indexOf(begin) + begin.length, text.indexOf(end)).trim();
}

function update(table: string): void {
  const text = readFileSync(file, 'utf8');
  const head = text.slice(0, text.indexOf(begin) + begin.length);
  writeFileSync(file, `${head}\n\n${table}\n\n${text.slice(text.indexOf(end))}`);
}
