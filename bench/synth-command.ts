import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { builtChannels } from './built-channels.ts';
import { median } from '../rehearsal/statistics.ts';

const run = promisify(execFile);
const repository = join(import.meta.dirname, '..');
const command = join(repository, 'node_modules', 'aws-cdk', 'bin', 'cdk');

/** Seconds on the clock, medians. */
export interface SynthTimes {
  /** `cdk synth` of so many built channels. */
  readonly synthSeconds: number;
  /** `cdk --version`: what the CDK's command takes to start, whatever it is asked. */
  readonly commandSeconds: number;
}

/** What somebody waits for `cdk synth`, beside the part of it that is none of ours, turn about on the same machine. */
export async function synthTimes(channels: number, samples: number): Promise<SynthTimes> {
  const folder = mkdtempSync(join(tmpdir(), 'failover-synth-'));
  const file = join(folder, 'configuration.yaml');
  writeFileSync(file, builtChannels(channels));
  const synth = ['synth', '--quiet', '--context', `config=${file}`, '--output', join(folder, 'cdk.out')];
  const [taken, started]: [number[], number[]] = [[], []];
  try {
    for (let index = 0; index < samples; index += 1) {
      started.push(await secondsOf(['--version']));
      taken.push(await secondsOf(synth));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return { synthSeconds: median(taken), commandSeconds: median(started) };
}

async function secondsOf(args: readonly string[]): Promise<number> {
  const start = performance.now();
  // Without what the bench has its own syntheses load.
  await run(process.execPath, [command, ...args], {
    cwd: repository,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return (performance.now() - start) / 1000;
}
