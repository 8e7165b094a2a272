/** Goal: what people do to a file by mistake is named in one sentence each: what stands there, what is allowed, what to do. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { loadConfiguration, loadWithWarnings } from '../../config/load-configuration.ts';
import { ConfigurationError, pathText } from '../../config/problem.ts';
import { scratchFolder } from '../scratch-folder.ts';
import { minimal, minimalText } from './minimal.ts';
import { channel, channels, groups } from './refusals.ts';

const folder = scratchFolder('mistakes');

function fileOf(content: string | Buffer): string {
  const file = join(folder, `${readdirSync(folder).length}.yaml`);
  writeFileSync(file, content);
  return file;
}

function messageOf(content: string | Buffer): string {
  try {
    loadConfiguration(fileOf(content));
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  throw new Error('It was accepted.');
}

const files: readonly [what: string, content: string | Buffer, message: RegExp][] = [
  ['nothing in it', '', /the file is empty.*Begin with a copy of examples/],
  ['nothing but comments', '# later\n', /the file is empty, or has nothing but comments/],
  ['a list', '- name: x\n', /the file is a list\. Wanted: keys like name, groups and channels/],
  ['one word', 'failover\n', /the file is a single value\. Wanted: keys/],
  ['UTF-16', Buffer.from(minimalText, 'utf16le'), /not text in UTF-8: have your editor save it so/],
  ['Latin-1', Buffer.from('name: Störung\n', 'latin1'), /not text in UTF-8/],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]), /not text in UTF-8/],
  ['two documents', `${minimalText}---\n${minimalText}`, /a second document begins here \(---\)\. Keep one/],
  ['a merge key', `base: &base {}\n${minimalText}<<: *base\n`, /merge keys are not read\. Write out/],
  ['a colon too much', 'name: a: b\n', /near "name: a: b": .*Look at this line and those beside it\./],
  ['a wrong indent', 'name: x\n   groups: {}\n', /line 1.*near "name: x"/],
  ['an open bracket', 'name: x\nlist: [A, B\n', /not YAML, near/],
  ['a quote too few', 'name: "x\n', /not YAML, near/],
  [
    'an id where the ARN belongs',
    stringify({ ...minimal, ...channels({ existing: { arn: 1_000_001 } }) }),
    /1000001 is not a text\. Give the whole ARN, like arn:aws:medialive/,
  ],
  [
    'a lead for immediate',
    stringify({ ...minimal, ...groups({ start: { type: 'immediate', lead: '20s' } }) }),
    /lead belongs to type: fixed\. Leave it out/,
  ],
  [
    'the beginning of a choice',
    stringify({ ...minimal, ...groups({ failoverOn: 'any' }) }),
    /Did you mean "any-pipeline"\?/,
  ],
  [
    'a number out of bounds',
    stringify({ ...minimal, ...groups({ budget: { switches: 70_000 } }) }),
    /70000 is not allowed\. Allowed: 1 to 100/,
  ],
];

describe('a file', () => {
  it.each(files)('is refused with %s', (_what, content, message) => {
    const said = messageOf(content);
    expect(said).toMatch(message);
    expect(said).not.toMatch(/^\s+at |YAML\.parseAllDocuments|:$/m);
  });

  it('has one problem with tabs, however many lines have one', () => {
    const said = messageOf('name: x\ngroups:\n\tnews:\n\t\tsites: [A, B]\n\tsport:\n\t\tsites: [A, B]\n');
    expect(said).toMatch(/1 problem[^]*line 3.*a tab stands before the text\. Indent with spaces\./);
  });
});

const withoutEffect: readonly [what: string, change: object, path: string, text: RegExp][] = [
  [
    'hours of a manual failback',
    groups({ failback: { mode: 'manual', hours: '02:00-04:00' } }),
    'groups.news.failback.hours',
    /no effect while mode is manual/,
  ],
  [
    'no alert that counts',
    groups({ alerts: {}, flow: { countsOnAir: true } }),
    'groups.news.alerts',
    /no alert of MediaLive counts/,
  ],
  [
    'a group without channels',
    { groups: { ...minimal.groups, sport: { sites: ['A', 'B'] } } },
    'groups.sport',
    /has no channel/,
  ],
  [
    'a clear shorter than its confirm',
    groups({ flow: { confirm: '20s', clear: '5s' } }),
    'groups.news.flow.clear',
    /sooner \(5 s\) than bad evidence \(20 s\)/,
  ],
  [
    'metrics without flows',
    { ...channels({ inputs: { A: { attachment: 'a' }, B: { attachment: 'b' } } }), standbyMetrics: true },
    'standbyMetrics',
    /no channel has a MediaConnect flow/,
  ],
  [
    'a region misspelt',
    {
      ...channels({
        existing: { arn: channel?.existing.arn.replace('eu-west-1', 'eu-wset-1') },
        inputs: { A: { attachment: 'a' }, B: { attachment: 'b' } },
      }),
      region: 'eu-wset-1',
    },
    'region',
    /Did you mean "eu-west-1"\?/,
  ],
];

describe('a warning', () => {
  it.each(withoutEffect)('is of %s', (_what, change, path, text) => {
    const { warnings } = loadWithWarnings(fileOf(stringify({ ...minimal, ...change })));
    expect(warnings.map((warning) => ({ path: pathText(warning.path), text: warning.text }))).toEqual([
      { path, text: expect.stringMatching(text) },
    ]);
  });

  it('is of nothing in the least configuration', () => {
    expect(loadWithWarnings(fileOf(minimalText)).warnings).toEqual([]);
  });
});
