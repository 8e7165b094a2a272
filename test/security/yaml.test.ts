/** Goal: a configuration that was made to do harm is refused, briefly and at once, whatever YAML allows. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { run } from '../cli/setup.ts';
import { minimalText } from '../config/minimal.ts';
import { scratchFolder } from '../scratch-folder.ts';
import { harmful, isPolluted } from './hostile.ts';

const folder = scratchFolder('failover-yaml');

async function estimate(text: string | Buffer) {
  const file = join(folder, 'hostile.yaml');
  writeFileSync(file, text);
  const { exitCode, out, err } = await run(['estimate', file]);
  return { exitCode, out, err };
}

describe('a configuration', () => {
  it.each([
    ['an alias of itself', `a: &a [*a]\n${minimalText}`],
    ['an alias of nothing', `a: *nothing\n${minimalText}`],
    ['code', `a: !!js/function 'function () { globalThis.polluted = 1 }'\n${minimalText}`],
    ['code of another kind', `a: !!js/undefined ''\n${minimalText}`],
    ['bytes', `a: !!binary aGVsbG8=\n${minimalText}`],
    ['an end within', `a: "x\u0000y"\n${minimalText}`],
    ['keys that are open', '? '.repeat(20_000)],
    ['a key that merges another', `base: &base { polluted: true }\nname:\n  <<: *base\n`],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xc3, 0x28])],
  ])('with %s is refused', async (_what, text) => {
    const started = performance.now();
    const { exitCode, out, err } = await estimate(text);
    expect(exitCode).toBe(2);
    expect(out).toBe('');
    expect(err).not.toMatch(harmful);
    expect(err).not.toMatch(/^\s+at /m);
    expect(isPolluted()).toBe(false);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('with a million escapes in one name is refused', async () => {
    const { exitCode } = await estimate(`name: "${'\\x41'.repeat(1_000_000)}"\n`);
    expect(exitCode).toBe(2);
  });
});

describe('a file that is named on the command line', () => {
  it.each(['/', '../..', '/nowhere/at/all.yaml', 'examples', '/etc/hostname'])(
    'is read with the rights of the caller, and refused where it is no configuration: %s',
    async (file) => {
      const { exitCode, err } = await run(['estimate', file]);
      expect(exitCode).toBe(2);
      expect(err).not.toMatch(/^\s+at /m);
    },
  );
});
