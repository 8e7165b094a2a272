// What the documents say of the tree is so.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { flowDetailTypes } from '../control/events/media-connect/read-event.ts';
import { channelDetailTypes } from '../control/events/media-live/read-event.ts';
import { defaultPolicy } from '../core/model/group.ts';

const repository = join(import.meta.dirname, '..');
const top = readdirSync(repository);
const documents = [
  'README.md',
  'CHANGELOG.md',
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

/** Where a document leads within the repository: a file, and a heading of it where one is named. */
function linksIn(
  document: string,
): readonly { readonly link: string; readonly file: string; readonly anchor: string }[] {
  const text = readFileSync(join(repository, document), 'utf8');
  return [...text.matchAll(/\]\(([^)\s]+)\)|^\[[^\]]+\]: (\S+)$/gm)]
    .map(([, inline, reference]) => inline ?? reference ?? '')
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => {
      const [path = '', anchor = ''] = link.split('#');
      return { link, file: path === '' ? document : join(dirname(document), path), anchor };
    });
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(file: string): readonly string[] {
  return [...readFileSync(join(repository, file), 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_\- ]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('a document', () => {
  it.each(documents)('leads nowhere that is not there: %s', (document) => {
    const lost = linksIn(document).filter(
      ({ file, anchor }) =>
        !existsSync(join(repository, file)) ||
        (anchor !== '' && file.endsWith('.md') && !anchorsOf(file).includes(anchor)),
    );
    expect(lost.map(({ link }) => link)).toEqual([]);
  });

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

/** The sources that have `text`, but for those that keep a spelling of their own: the twin, and what is compared with us. */
function sourcesWith(text: string, folders: readonly string[]): readonly string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        join(folder, file),
      ),
    )
    .filter((file) => file.endsWith('.ts') && !file.startsWith('bench/policies/'))
    .filter((file) => readFileSync(join(repository, file), 'utf8').includes(text));
}

describe('the walks in docs/architecture.md', () => {
  const [, walks = ''] = readFileSync(join(repository, 'docs/architecture.md'), 'utf8').split('## Two walks');
  const [, eventWalk = '', policyWalk = ''] = walks.split('\n## ')[0]?.split('\n### ') ?? [];
  const steps = (walk: string) => walk.match(/^\d\. .*$/gm) ?? [];
  const product = ['aws', 'cli', 'config', 'control', 'lambdas', 'lib', 'model', 'replay'];

  it('are as short as they are meant to be', () => {
    expect(steps(eventWalk).length).toBeLessThanOrEqual(8);
    expect(steps(policyWalk).length).toBeLessThanOrEqual(5);
  });

  it.each([...channelDetailTypes(), ...flowDetailTypes()])('name where %s is spelled, once', (detailType) => {
    const spelled = sourcesWith(`'${detailType}'`, [...product, 'bench', 'core', 'fuzz', 'simulation']);
    expect(spelled).toEqual([expect.stringMatching(/^control\/events\/media-(live|connect)\//)]);
    expect(eventWalk).toContain(spelled[0]?.replace(/[^/]*$/, ''));
  });

  it.each(Object.keys(defaultPolicy).filter((key) => key.endsWith('Ms')))(
    'name where %s is written',
    (key) => {
      for (const file of sourcesWith(`  ${key}: `, [...product, 'simulation/world'])) {
        expect(policyWalk).toContain(`\`${file}\``);
      }
    },
  );
});
