import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readAssembly } from '../../../twin/cloudformation/assembly.ts';

const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const write = (name: string, content: unknown): void => {
  writeFileSync(join(folder, name), JSON.stringify(content));
};

describe('readAssembly', () => {
  it('finds the assets of a folder that is named relative to where the twin was started', () => {
    mkdirSync(join(folder, 'asset.abc'));
    write('one.template.json', { Resources: {} });
    write('one.assets.json', { files: { abc: { source: { path: 'asset.abc', packaging: 'zip' } } } });
    write('manifest.json', {
      artifacts: {
        'one.assets': { type: 'cdk:asset-manifest', properties: { file: 'one.assets.json' } },
        one: {
          type: 'aws:cloudformation:stack',
          dependencies: ['one.assets'],
          properties: { templateFile: 'one.template.json' },
        },
      },
    });
    const [stack] = readAssembly(relative(process.cwd(), folder));
    const asset = stack?.assets.get('abc') ?? '';
    expect(isAbsolute(asset)).toBe(true);
    expect(asset).toBe(join(folder, 'asset.abc'));
  });
});
