/** Goal: docs/security.md names tests that there are, and each test of this folder stands behind a promise. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { repository } from '../../lib/handler-bundles.ts';

const page = readFileSync(join(repository, 'docs/security.md'), 'utf8');
const named = [...page.matchAll(/`(test\/[\w./-]+\.test\.ts)`/g)].map(([, file = '']) => file);
/** Of this page itself. */
const own = 'test/security/document.test.ts';

describe('the page on security', () => {
  it('names tests that there are', () => {
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((file) => !existsSync(join(repository, file)))).toEqual([]);
  });

  it('names every test of security', () => {
    const files = readdirSync(join(repository, 'test/security')).filter((file) => file.endsWith('.test.ts'));
    const missing = files
      .map((file) => `test/security/${file}`)
      .filter((file) => !named.includes(file) && file !== own);
    expect(missing).toEqual([]);
  });

  it('is found from where people begin', () => {
    for (const from of ['README.md', 'docs/architecture.md', 'docs/operations.md']) {
      expect(readFileSync(join(repository, from), 'utf8')).toContain('security.md');
    }
  });
});
