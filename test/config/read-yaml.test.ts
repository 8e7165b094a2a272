// YAML may be anybody's: what is too long to be a configuration is not taken apart.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { NotYaml, readYaml } from '../../config/read-yaml.ts';

function faultsOf(text: string): readonly string[] {
  try {
    readYaml(text);
    return [];
  } catch (error) {
    if (error instanceof NotYaml) return error.faults.map((fault) => fault.text);
    throw error;
  }
}

describe('a text that is too long to be a configuration', () => {
  const keys = Array.from({ length: 60_000 }, (_, index) => `key${index}`);

  it.each([
    ['a line each', keys.map((key) => `${key}: 1`).join('\n')],
    ['in one line', `{${keys.map((key) => `${key}: 1`).join(', ')}}`],
  ])('is refused with what to do, keys %s', (_how, text) => {
    expect(faultsOf(text)).toEqual([
      expect.stringMatching(/^too long to be a configuration .* divide it into several files\.$/),
    ]);
  });

  it('is none that has as many channels as a deployment takes', () => {
    const file = new URL('../../examples/three-channels.yaml', import.meta.url);
    const section = readFileSync(file, 'utf8').split(/^channels:\n/m)[1] ?? '';
    const text = `channels:\n${section.repeat(100)}`;
    expect(faultsOf(text)).toEqual([]);
    expect(readYaml(text).data).toMatchObject({ channels: { length: 300 } });
  });
});
