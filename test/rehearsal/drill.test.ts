/**
 * Goal: the drill as a newcomer runs it, end to end: the app is synthesized, deployed into a twin, fed by two sites, and
 * loses one; and a controller is killed at each point of a failover. Times are shown, not asserted: they are the machine's,
 * too. What must be so on any machine is asserted.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as v from 'valibot';

const report = v.object({
  scenarios: v.array(
    v.object({
      scenario: v.string(),
      error: v.optional(v.string()),
      checks: v.array(
        v.object({
          what: v.string(),
          measured: v.string(),
          passed: v.boolean(),
          kind: v.picklist(['time', 'behaviour']),
        }),
      ),
      timeline: v.array(v.object({ who: v.string(), what: v.string() })),
    }),
  ),
});

const drillMs = 240_000;
const folder = mkdtempSync(join(tmpdir(), 'failover-drill-test-'));
const children = new Set<ChildProcess>();

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const played = new Map<string, v.InferOutput<typeof report>['scenarios'][number]>();
let interrupted: Awaited<ReturnType<typeof interruptWhenReady>>;

// Both at once: for the most part, a drill waits.
beforeAll(async () => {
  const [scenarios, outcome] = await Promise.all([playToTheEnd(), interruptWhenReady()]);
  for (const scenario of scenarios) played.set(scenario.scenario, scenario);
  interrupted = outcome;
}, drillMs);

describe('npm run drill', () => {
  it.each(['immediate', 'crash/before-write', 'crash/after-write', 'crash/after-call'])(
    'moves the channel to the other site in exactly one switch: %s',
    (name) => {
      const scenario = played.get(name);
      const measured = new Map(scenario?.checks.map((check) => [check.what, check.measured]));

      expect(scenario?.error).toBeUndefined();
      expect(measured.get('switches accepted by MediaLive')).toBe('1');
      expect(measured.get('on air at the end')).toBe('B');
    },
  );

  it('leaves the channel where it is when a flow loses one of its two sources', () => {
    const scenario = played.get('source-failover');
    const measured = new Map(scenario?.checks.map((check) => [check.what, check.measured]));

    expect(scenario?.error).toBeUndefined();
    expect(measured.get('MediaConnect told: the flow failed over')).toBe('yes');
    expect(measured.get('switches accepted by MediaLive')).toBe('0');
    expect(measured.get('on air at the end')).toBe('A');
  });

  it('tells what happened from the fault to the end', () => {
    const told = played.get('immediate')?.timeline.map(({ who, what }) => `${who}: ${what}`) ?? [];

    expect(told).toStrictEqual(
      expect.arrayContaining([
        'site A: CUT: no more packets for both pipelines',
        'pipeline 0: alert SET: Stopped Receiving UDP Input',
        expect.stringMatching(/^control: confirmed, SWITCH: A is lost/),
        expect.stringMatching(/^MediaLive: scheduled: both pipelines to B at T\+/),
        'pipeline 1: ON AIR: B',
        'people: told: "news: switch completed"',
      ]),
    );
  });
});

describe('an interrupted drill', () => {
  it('leaves no process and no port behind', async () => {
    expect(interrupted.exitCode).toBe(2);
    expect(interrupted.output).toContain('The drill was interrupted.');
    await expect(answers(interrupted.port)).resolves.toBe(false);
  });
});

/** The scenarios that are to be looked at, with what is seen in each of them. */
async function playToTheEnd() {
  const file = join(folder, 'report.json');
  const names = ['immediate', 'crash', 'source-failover'].flatMap((name) => ['--scenario', name]);
  // One policy for all is one synthesis, and all but the last start at once anyway.
  const policy = ['--window', '1s', '--start', 'immediate'];
  const { exited } = drill(...names, ...policy, '--parallel', '3', '--json', file);
  const { exitCode, output } = await exited;
  // 1 where only the machine was too slow for a budget.
  if (exitCode !== 0 && exitCode !== 1) throw new Error(`The drill could not be played:\n${output}`);
  return v.parse(report, JSON.parse(readFileSync(file, 'utf8'))).scenarios;
}

/** Ctrl-C once the twin has been deployed to; settles when all that the drill started has ended. */
async function interruptWhenReady() {
  const { child, exited, printed } = drill('--scenario', 'immediate');
  const port = await printed(/at http:\/\/127\.0\.0\.1:(\d+)/);
  child.kill('SIGINT');
  return { port: Number(port), ...(await exited) };
}

/** Runs the drill as `npm run drill` does; `exited` settles when it and all that write where it writes have ended. */
function drill(...line: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'rehearsal/main.ts', ...line], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const exited = new Promise<{ exitCode: number | null; output: string }>((resolve) => {
    child.once('close', (exitCode) => {
      children.delete(child);
      resolve({ exitCode, output });
    });
  });
  const printed = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(output)?.[1];
        if (found !== undefined) resolve(found);
      };
      child.stdout.on('data', look);
      child.once('close', () => {
        reject(new Error(`The drill ended before it printed ${String(pattern)}:\n${output}`));
      });
    });
  return { child, exited, printed };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
