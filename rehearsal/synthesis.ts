import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeScratchFolder } from '../twin/scratch-folder.ts';
import { layOutRelease, releaseBefore } from './releases/releases.ts';
import type { Rehearsal } from './rehearsal.ts';

const repository = join(import.meta.dirname, '..');

/** Whose control plane is deployed: that of the present code, or of the release before it. */
export type Edition = 'present' | 'before';

/** Makes deployments out of configurations, each once. */
export interface Synthesis {
  /** The folder of the synthesized app. */
  assemblyOf(rehearsal: Pick<Rehearsal, 'text'>, signal: AbortSignal): Promise<string>;
  /** A copy of a synthesized app with the control plane of the release before. */
  assemblyBefore(present: string): string;
  /** Removes what was made. */
  close(): void;
}

/** Runs the deployment's own app, as `cdk synth` does, into a temporary folder. */
export function openSynthesis(): Synthesis {
  const folder = makeScratchFolder('failover-drill');
  const made = new Map<string, Promise<string>>();
  return {
    assemblyOf: ({ text }, signal) => {
      const known = made.get(text);
      if (known !== undefined) return known;
      const place = join(folder, String(made.size + 1));
      const making = synthesize(text, place, signal);
      made.set(text, making);
      return making;
    },
    assemblyBefore: (present) => {
      const place = `${present}-before`;
      if (!existsSync(place)) layOutRelease(releaseBefore(), present, place);
      return place;
    },
    close: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function synthesize(configuration: string, place: string, signal: AbortSignal): Promise<string> {
  mkdirSync(place);
  const file = join(place, 'configuration.yaml');
  const assembly = join(place, 'cdk.out');
  writeFileSync(file, configuration);
  const child = spawn(process.execPath, [join('bin', 'synthesize.mjs')], {
    cwd: repository,
    env: { ...process.env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: contextWith(file) },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => said.push(text));
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  if (code !== 0) throw new Error(`The app cannot be synthesized:\n${said.join('').trim()}`);
  return assembly;
}

/** The context that the CDK command line would pass: that of cdk.json, feature flags and all, and the configuration's file. */
function contextWith(file: string): string {
  const settings: unknown = JSON.parse(readFileSync(join(repository, 'cdk.json'), 'utf8'));
  const context =
    typeof settings === 'object' && settings !== null && 'context' in settings ? settings.context : {};
  return JSON.stringify({ ...(typeof context === 'object' ? context : {}), config: file });
}
