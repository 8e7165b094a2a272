import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import type { Configuration } from '../../config/configuration.ts';
import { loadOverridden } from '../../replay/overridden.ts';
import { loadWhole } from '../../replay/trace.ts';
import type { TraceLine } from '../../replay/trace-line.ts';
import { truth } from './truth.ts';

/** What must come of a trace, and why: the file beside it in examples/traces. */
const expectedSwitch = v.strictObject({
  from: v.nullable(v.string()),
  to: v.string(),
  kind: v.string(),
  notBefore: v.string(),
  notAfter: v.string(),
});

const expected = v.strictObject({
  what: v.string(),
  why: v.string(),
  /** Other values for policy keys than those of deployment.yaml. */
  policy: v.array(v.string()),
  /** What happened to the feeds, whatever is decided. */
  truth,
  /** What our own policy must make of it. */
  switches: v.array(expectedSwitch),
  /** The site on air on every running pipeline at the end; null: none runs. */
  final: v.nullable(v.string()),
  /** Decisions of ours that must be among those made. */
  says: v.array(v.strictObject({ rule: v.string(), outcome: v.string() })),
});

export type Expected = v.InferOutput<typeof expected>;

const folder = fileURLToPath(new URL('../../examples/traces/', import.meta.url));

/** The traces by name. */
export const traceNames: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith('.jsonl'))
  .map((file) => file.slice(0, -'.jsonl'.length));

export function expectedOf(name: string): Expected {
  return v.parse(expected, JSON.parse(readFileSync(`${folder}${name}.expected.json`, 'utf8')));
}

export function traceOf(name: string): readonly TraceLine[] {
  return loadWhole(`${folder}${name}.jsonl`);
}

/** The deployment of the corpus under the policy of a trace. */
export function deploymentOf({ policy }: Expected): Configuration {
  const overrides = policy.map((pair) => {
    const at = pair.indexOf('=');
    return { path: pair.slice(0, at).split('.'), value: pair.slice(at + 1) };
  });
  return loadOverridden(`${folder}deployment.yaml`, overrides);
}
