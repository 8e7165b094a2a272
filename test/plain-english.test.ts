// The phrases that readers had to decode are gone, and stay away: docs/style.md says what to write instead.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..');

/** Extended regular expressions, whatever the case. */
const phrases = [
  'whoever',
  'no news of',
  'no use for',
  'what came of',
  'says no value',
  'is not possible',
  'of nobody',
  'nobody knows whom',
  'nobody to tell',
  'names one effect for ever',
  'goes dark',
];

/** Old decisions stay as they were written. */
const where = [':!docs/adr', ':!docs/style.md', ':!test/plain-english.test.ts'];

it.each(phrases)('no text has "%s"', (phrase) => {
  const args = ['grep', '-inwE', phrase, '--', ...where];
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  // git grep ends with 1 where it finds nothing, and with more where it could not look.
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
});
