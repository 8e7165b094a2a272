import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { loadConfiguration } from '../../config/load-configuration.ts';
import { channel } from './sound-channel.ts';

describe('a ladder in a file of its own', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ladder-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('is taken from beside the configuration', () => {
    const renditions = [{ name: '360p', width: 640, height: 360, kbps: 800 }];
    writeFileSync(
      join(folder, 'ours.yaml'),
      stringify({ frameRate: { numerator: 25, denominator: 1 }, renditions }),
    );
    const { channels } = loadConfiguration(written(folder, 'ours.yaml'));
    expect(channels[0]?.build?.encoding.ladder).toEqual({
      frameRate: { numerator: 25, denominator: 1 },
      gopSeconds: 2,
      renditions,
      audioKbps: 128,
    });
  });

  it('is refused when it is not there', () => {
    expect(() => loadConfiguration(written(folder, 'theirs.yaml'))).toThrow(
      /ladder's file cannot be read.*relative to this file/,
    );
  });
});

function written(folder: string, ladder: string): string {
  const file = join(folder, 'channels.yaml');
  writeFileSync(file, stringify(channel({ encoding: { ladder } })));
  return file;
}
