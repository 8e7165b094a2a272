import { mkdirSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readAssembly } from '../../../twin/cloudformation/assembly.ts';
import { scratchFolder } from '../../scratch-folder.ts';

const folder = scratchFolder('assembly');

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
