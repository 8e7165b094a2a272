/** Goal: faults at wire level against the deployed bundles, as `npm run chaos` plays them, on a few faults that are over soon. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as v from 'valibot';

const report = v.object({
  faults: v.array(
    v.object({
      fault: v.string(),
      hits: v.number(),
      error: v.optional(v.string()),
      checks: v.array(v.object({ what: v.string(), measured: v.string(), passed: v.boolean() })),
    }),
  ),
});

const played = ['BatchUpdateSchedule/half-open', 'ListAlerts/throttled'];
const folder = mkdtempSync(join(tmpdir(), 'failover-chaos-test-'));
let child: ChildProcess | undefined;

afterAll(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

describe('npm run chaos', () => {
  let faults: v.InferOutput<typeof report>['faults'];

  beforeAll(async () => {
    const file = join(folder, 'report.json');
    const names = played.flatMap((name) => ['--fault', name]);
    const line = ['--import', 'tsx', 'rehearsal/faults/main.ts', '--quick', '--json', file, ...names];
    const running = spawn(process.execPath, line, { stdio: ['ignore', 'pipe', 'pipe'] });
    child = running;
    const said: string[] = [];
    for (const stream of [running.stdout, running.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => said.push(text));
    }
    const code = await new Promise<number | null>((resolve) => running.once('close', resolve));
    if (code !== 0 && code !== 1) throw new Error(`The faults could not be played:\n${said.join('')}`);
    ({ faults } = v.parse(report, JSON.parse(readFileSync(file, 'utf8'))));
  }, 300_000);

  it.each(played)('ends in one switch to the right group with nothing left: %s', (name) => {
    const found = faults.find(({ fault }) => fault === name);
    expect(found?.error).toBeUndefined();
    expect(found?.hits).toBeGreaterThan(0);
    expect(found?.checks.filter(({ passed }) => !passed)).toEqual([]);
  });
});
