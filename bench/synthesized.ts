import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Synthesis } from '../rehearsal/synthesis.ts';

/** What CloudFormation allows a stack. */
export const quotas = { resources: 500, templateBytes: 1_000_000 };

/** A template as it was synthesized. */
export interface MeasuredTemplate {
  readonly bytes: number;
  readonly resources: readonly Resource[];
}

export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** The result of a synthesis, and the processor time that it took; the bundler's own process is left out: it does the same for any. */
export interface Synthesized {
  readonly cpuSeconds: number;
  readonly templates: readonly MeasuredTemplate[];
}

/** Synthesizes a configuration, which no text before must have been the same as: those are kept. */
export async function synthesized(text: string, synthesis: Synthesis): Promise<Synthesized> {
  const folder = mkdtempSync(join(tmpdir(), 'failover-synthesized-'));
  const file = join(folder, 'cpu.txt');
  const { NODE_OPTIONS: before = '' } = process.env;
  process.env['BENCH_CPU_FILE'] = file;
  process.env['NODE_OPTIONS'] = `--import ${pathToFileURL(join(import.meta.dirname, 'report-cpu.mjs')).href}`;
  try {
    const assembly = await synthesis.assemblyOf({ text }, new AbortController().signal);
    const cpuMs = readFileSync(file, 'utf8').trim().split('\n').map(Number);
    return { cpuSeconds: sum(cpuMs) / 1000, templates: templatesIn(assembly) };
  } finally {
    process.env['NODE_OPTIONS'] = before;
    rmSync(folder, { recursive: true });
  }
}

function templatesIn(assembly: string): readonly MeasuredTemplate[] {
  return readdirSync(assembly)
    .filter((name) => name.endsWith('.template.json'))
    .map((name) => {
      const text = readFileSync(join(assembly, name), 'utf8');
      const { Resources = {} } = JSON.parse(text) as {
        readonly Resources?: Readonly<Record<string, Resource>>;
      };
      return { bytes: Buffer.byteLength(text), resources: Object.values(Resources) };
    });
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
