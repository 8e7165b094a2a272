// What the documents say of the tree is so.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const repository = join(import.meta.dirname, '..');
const top = readdirSync(repository);
const documents = [
  'README.md',
  ...readdirSync(join(repository, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
];

/** The paths in a document that begin with a folder of the repository; patterns are left out. */
function pathsIn(document: string): readonly string[] {
  const text = readFileSync(join(repository, document), 'utf8');
  return [...text.matchAll(/`([\w.-]+\/[\w./-]*)`/g)]
    .map(([, path = '']) => path)
    .filter((path) => top.includes(path.split('/')[0] ?? ''));
}

describe('a document', () => {
  it.each(documents)('names no file that is not there: %s', (document) => {
    expect(pathsIn(document).filter((path) => !existsSync(join(repository, path)))).toEqual([]);
  });
});

describe('docs/architecture.md', () => {
  it('names every folder of sources, and what it may import', () => {
    const rows = readFileSync(join(repository, 'docs/architecture.md'), 'utf8').matchAll(
      /^\| `(\w[\w-]*)\/` +\|/gm,
    );
    const settings = JSON.parse(readFileSync(join(repository, 'tsconfig.json'), 'utf8')) as {
      readonly include: readonly string[];
    };
    const sources = settings.include.filter((entry) => !entry.includes('*'));
    expect([...rows].map(([, folder]) => folder).toSorted()).toEqual(
      sources.filter((folder) => !['bench', 'bin', 'test'].includes(folder)).toSorted(),
    );
  });

  it('shows where each arrow of the life of an alert is drawn', () => {
    const life = readFileSync(join(repository, 'docs/architecture.md'), 'utf8').split(
      '## The life of an alert',
    )[1];
    const steps = life?.split('\n## ')[0]?.match(/^\d\. .*$/gm) ?? [];
    expect(steps).toHaveLength(8);
    expect(steps.filter((step) => !/`\w+\/[\w/-]+\.ts`/.test(step))).toEqual([]);
  });
});
