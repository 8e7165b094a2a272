/** Goal: what is said of the code that is shipped (NOTICE, bills of materials) is what is in the bundles, and cannot go stale. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { bundleOf, handlers, repository } from '../../lib/handler-bundles.ts';
import { billOf } from '../../supply-chain/bill.ts';
import { metafileOf, nameOf, packagesIn, type Package } from '../../supply-chain/contents.ts';
import { noticeOf } from '../../supply-chain/notice.ts';

const contents = new Map<string, readonly Package[]>();
const all = () => [...contents.values()].flat();

beforeAll(async () => {
  for (const [folder, handler] of Object.entries(handlers)) {
    contents.set(folder, packagesIn(await metafileOf(handler)));
  }
});

describe('the notice', () => {
  it('is of the packages that are shipped; write it anew with: npm run notice', () => {
    expect(readFileSync(join(repository, 'NOTICE'), 'utf8')).toBe(noticeOf(all()));
  });

  it('names each package, and has a legal text of each', () => {
    const notice = noticeOf(all());
    for (const one of all()) expect(notice.split(nameOf(one)).length).toBeGreaterThan(2);
    expect(notice).toContain('Apache License');
    expect(notice).toContain('Permission is hereby granted');
  });
});

describe('a bundle', () => {
  it('has no code under other terms than Apache-2.0 and MIT', () => {
    expect([...new Set(all().map(({ licence }) => licence))].toSorted()).toEqual(['Apache-2.0', 'MIT']);
  });

  it.each(Object.keys(handlers))(
    'runs no code that is made at run time, and starts no program: %s',
    (folder) => {
      const code = Buffer.from(bundleOf(folder)).toString('utf8');
      expect(code).not.toMatch(/\beval\(|new Function\(|child_process/);
    },
  );
});

const bill = v.object({
  bomFormat: v.literal('CycloneDX'),
  specVersion: v.literal('1.6'),
  metadata: v.object({
    component: v.object({ name: v.string() }),
    timestamp: v.optional(v.never()),
  }),
  components: v.array(
    v.object({
      group: v.optional(v.string()),
      name: v.string(),
      version: v.string(),
      scope: v.string(),
      purl: v.string(),
      licenses: v.pipe(v.array(v.unknown()), v.nonEmpty()),
    }),
  ),
});

describe('a bill of materials', () => {
  it.each(['operator', 'lifecycle'])('has what is in the bundle, and nothing else: %s', async (folder) => {
    const handler = handlers[folder] ?? '';
    const text = await billOf(folder, handler);
    const { metadata, components } = v.parse(bill, JSON.parse(text));
    expect(metadata.component.name).toBe(`medialive-failover-${folder}`);
    const required = components
      .filter(({ scope }) => scope === 'required')
      .map(({ group, name, version }) => `${group === undefined ? '' : `${group}/`}${name}@${version}`);
    expect(required.toSorted()).toEqual(contents.get(folder)?.map(nameOf).toSorted());
    expect(text).not.toContain(repository);
    expect(await billOf(folder, handler)).toBe(text);
  });
});
