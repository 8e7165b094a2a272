/** Goal: each release is recorded for those who upgrade from it or go back to it, whole and without a trace of the machine it was recorded on. */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { layOver, recordOf } from '../../rehearsal/releases/record-of.ts';
import { recordFile, releaseBefore, releases } from '../../rehearsal/releases/releases.ts';
import { readAssembly } from '../../twin/cloudformation/assembly.ts';
import { scratchFolder } from '../scratch-folder.ts';

const repository = join(import.meta.dirname, '..', '..');
const folder = scratchFolder('releases-test');
const stack = 'drill-control-plane';

/** Another app with a stack of the same name, before which one more comes. */
function anotherApp(): string {
  const place = join(folder, 'app');
  mkdirSync(place, { recursive: true });
  const stackOf = (name: string, dependencies: readonly string[]) => ({
    type: 'aws:cloudformation:stack',
    environment: 'aws://000000000000/eu-west-1',
    properties: { templateFile: `${name}.template.json` },
    dependencies,
  });
  const artifacts = { first: stackOf('first', []), [stack]: stackOf(stack, ['first']) };
  writeFileSync(join(place, 'manifest.json'), JSON.stringify({ version: '53.0.0', artifacts }));
  for (const name of ['first', stack]) {
    writeFileSync(join(place, `${name}.template.json`), '{"Resources":{}}');
  }
  return place;
}

describe('the releases', () => {
  const versions = [...readFileSync(join(repository, 'CHANGELOG.md'), 'utf8').matchAll(/^## (\d\S*)/gm)].map(
    ([, version = '']) => version,
  );
  const { version: present } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
    version: string;
  };

  it('are recorded, all that the changelog names before the present version', () => {
    expect(versions[0]).toBe(present);
    expect(releases()).toEqual(versions.slice(1).reverse());
    expect(releaseBefore()).toBe(versions[1]);
  });

  it.each(releases())('name no place of a machine: %s', (version) => {
    const text = brotliDecompressSync(readFileSync(recordFile(version))).toString();
    expect(text).not.toMatch(/"\/(?:tmp|home|root|Users|work)\//);
  });
});

describe.each(releases())('the record of %s', (version) => {
  const record = readFileSync(recordFile(version));
  const place = join(folder, version);
  layOver(record, anotherApp(), place);

  it('takes the place of the stack in another app, with its functions', () => {
    const stacks = readAssembly(place);
    expect(stacks.map(({ name }) => name)).toEqual(['first', stack]);
    const assets = [...(stacks[1]?.assets.values() ?? [])].filter((path) => !path.endsWith('.json'));
    expect(assets.map((asset) => existsSync(asset) && readdirSync(asset))).toEqual(
      assets.map(() => ['index.js']),
    );
    expect(assets.length).toBeGreaterThan(3);
  });

  it('is what is recorded of that app again', () => {
    expect(brotliDecompressSync(recordOf(place, stack)).equals(brotliDecompressSync(record))).toBe(true);
  });
});
