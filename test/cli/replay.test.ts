// `failover replay` on traces that are not all understood, and on times that make no sense.
import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './setup.ts';

const cases = 'test/replay/cases/field';
const config = ['--config', `${cases}/deployment.yaml`];

describe('failover replay', () => {
  it('says that nothing of a trace was understood, and fails', async () => {
    const { exitCode, out, err } = await run(['replay', `${cases}/f01.jsonl`, ...config]);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toMatch(/f01.jsonl, line 1: .*channel_arn.*alarm_id/);
    expect(err).toContain('None of its 1 lines was understood.');
  });

  it('replays what it understands, names the lines that it does not, and exits with 1', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'replay-')), 'trace.jsonl');
    const lines = [`${cases}/f01.jsonl`, `${cases}/f08.jsonl`].map((name) => readFileSync(name, 'utf8'));
    writeFileSync(file, lines.join(''));
    const { exitCode, err } = await run(['replay', file, ...config]);
    expect(exitCode).toBe(1);
    expect(err).toContain('1 of 9 lines was not understood');
    expect(err).toMatch(/^1 +unknown-shape: MediaLive Channel Alert: channel_arn/m);
    const { out } = await run(['replay', file, ...config, '--json']);
    expect(JSON.parse(out)).toMatchObject({ unread: [{ line: 1 }], passedOver: [] });
  });

  it('shows what people would have been told', async () => {
    const { exitCode, out } = await run(['replay', `${cases}/f21-array.json`, ...config]);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^TOLD +CHANNEL +EVENT +MESSAGE$/m);
    expect(out).toMatch(/1000001 +switch-started/);
  });

  it.each([
    ['2026-11-21T19:00:00Z', /before the first event of the trace, 2026-11-21T20:00:00.000Z/],
    ['soon', /--until soon is not a time/],
  ])('refuses to stop at %s', async (until, why) => {
    const { exitCode, out, err } = await run([
      'replay',
      `${cases}/f21-array.json`,
      ...config,
      '--until',
      until,
    ]);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toMatch(why);
  });

  it('names who is in the trace and not in the configuration', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'replay-')), 'trace.jsonl');
    const text = readFileSync(`${cases}/f08.jsonl`, 'utf8').replaceAll('news1b1', 'other1b1');
    writeFileSync(file, text);
    const { err } = await run(['replay', file, ...config]);
    expect(err).toMatch(/^3 × arn:aws:mediaconnect:.*other1b1.*: no channel of the configuration/m);
  });
});
