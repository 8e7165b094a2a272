// What the command line shows of texts that others have written: it must not do to a terminal what they say.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { channelStatus, failoverToB, listOf, newsOne } from '../cli/answers.ts';
import { run } from '../cli/setup.ts';
import { scratchFolder } from '../scratch-folder.ts';
import { forging, harmful, nested } from './hostile.ts';

const folder = scratchFolder('failover-hostile');

const decision = { at: '2026-11-21T14:59:58Z', rule: forging, outcome: forging, why: forging, evidence: {} };
const hold = {
  scope: 'channel',
  kind: 'operator',
  by: forging,
  reason: forging,
  at: decision.at,
  until: null,
} as const;

describe('what the command line prints', () => {
  it('keeps a channel to its line in the list', async () => {
    const { out } = await run(['list'], {
      answer: listOf(
        { ...newsOne, name: forging, holds: [hold], incident: forging, state: forging },
        {
          ...newsOne,
          protection: { level: 'none', reason: forging, since: null },
          automation: { ...newsOne.automation, obstacle: 'no-site', why: forging },
        },
      ),
    });
    expect(out).not.toMatch(harmful);
    expect(out.split('\n').filter((line) => line.startsWith('all is well'))).toEqual([]);
  });

  it('keeps what others wrote from forging lines of a status', async () => {
    const channel = {
      ...channelStatus,
      name: forging,
      holds: [hold],
      protection: { level: 'none' as const, reason: forging, since: decision.at },
      automation: { ...channelStatus.automation, obstacle: 'no-site' as const, why: forging },
      failbackWaits: forging,
      sites: channelStatus.sites.map((group) => ({
        ...group,
        pipelines: {
          '0': { ...group.pipelines['0'], flowStatus: forging, remarks: [forging] },
          '1': { ...group.pipelines['1'], remarks: [`error ${forging}`] },
        },
      })),
      incident: { kind: forging, reason: forging, since: decision.at },
      switch: { ...failoverToB, by: forging, reason: forging, actionName: forging },
      recent: [decision],
    };
    const { out } = await run(['status', 'news-one'], { answer: { ok: true, command: 'status', channel } });
    expect(out).not.toMatch(harmful);
    expect(out.split('\n').filter((line) => line.startsWith('all is well'))).toEqual([]);
  });

  it('keeps a history to one line an entry', async () => {
    const { out } = await run(['history', '--channel', 'news-one'], {
      answer: {
        ok: true,
        command: 'history',
        scope: 'channel',
        channel: { arn: newsOne.arn, name: forging },
        entries: [decision, decision],
        next: null,
      },
    });
    expect(out).not.toMatch(harmful);
    expect(out.split('\n').filter((line) => line.startsWith('all is well'))).toEqual([]);
  });

  it('neutralises refusals and errors', async () => {
    const refused = await run(['status', 'x'], {
      answer: { ok: false, error: { code: 'REFUSED', message: forging, hint: forging } },
    });
    const failed = await run(['status', 'x'], { answer: new Error(forging) });
    expect(refused.err).not.toMatch(harmful);
    expect(failed.err).not.toMatch(harmful);
  });

  it('neutralises what is wrong with a command line, a trace and a configuration', async () => {
    const trace = join(folder, 'hostile.jsonl');
    writeFileSync(trace, forging);
    const config = join(folder, 'hostile.yaml');
    writeFileSync(config, JSON.stringify({ [forging]: forging }));
    for (const line of [
      [forging],
      ['status', forging, forging],
      ['switch', 'x', 'B', '--in', forging],
      ['replay', trace, '--config', config],
      ['replay', 'examples/traces/both-pipelines-lost.jsonl', '--config', config],
    ]) {
      const { err, out } = await run(line);
      expect(err).not.toBe('');
      expect(`${out}${err}`).not.toMatch(harmful);
    }
  });

  it.each([
    ['a zero-width space', '\u200b', '\\u200b'],
    ['a joiner', '\u200d', '\\u200d'],
    ['a soft hyphen', '\u00ad', '\\u00ad'],
    ['a byte order mark', '\ufeff', '\\ufeff'],
    ['a filler of Hangul', '\u3164', '\\u3164'],
    ['a variation selector', '\ufe0f', '\\ufe0f'],
    ['a tag', '\u{e0041}', '\\udb40\\udc41'],
    ['half of a character', '\ud800', '\\ud800'],
  ])('shows what cannot be seen, so that no two names look alike: %s', async (_what, character, escaped) => {
    const name = `news${character}-one`;
    const listed = await run(['list'], { answer: listOf({ ...newsOne, name }) });
    const refused = await run(['list'], {
      answer: { ok: false, error: { code: 'REFUSED', message: name, hint: '' } },
    });
    const failed = await run([name]);
    for (const text of [listed.out, refused.err, failed.err]) {
      expect(text).toContain(`news${escaped}-one`);
      expect(text).not.toContain(name);
    }
    const forPrograms = await run(['list', '--json'], { answer: listOf({ ...newsOne, name }) });
    expect(JSON.parse(forPrograms.out)).toMatchObject({ channels: [{ name }] });
  });

  it('leaves letters of any script as they are', async () => {
    const name = 'Ünïcödé-новости-ニュース-أخبار-📺';
    const { out } = await run(['list'], { answer: listOf({ ...newsOne, name }) });
    expect(out).toContain(name);
  });

  it('is exact for programs, and still JSON', async () => {
    const { out } = await run(['list', '--json'], { answer: listOf({ ...newsOne, name: forging }) });
    expect(out).not.toMatch(harmful);
    expect(JSON.parse(out)).toMatchObject({ channels: [{ name: forging }] });
  });

  it('does not stumble over a configuration that is too deep to be one', async () => {
    const config = join(folder, 'deep.yaml');
    writeFileSync(config, `name: ${nested(20_000)}`);
    const { exitCode, err } = await run(['replay', 'examples/traces/flapping.jsonl', '--config', config]);
    expect([exitCode, err]).toEqual([2, expect.stringMatching(/deep/)]);
  });
});
