import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What must come of a trace, and why: the file beside it in examples/traces. */
export interface Expected {
  readonly what: string;
  readonly why: string;
  /** Other values for policy keys than those of deployment.yaml. */
  readonly policy: readonly string[];
  readonly switches: readonly ExpectedSwitch[];
  /** The input group on air on every running pipeline at the end; null: none runs. */
  readonly final: string | null;
  /** Decisions that must be among those made. */
  readonly says: readonly { readonly rule: string; readonly outcome: string }[];
}

export interface ExpectedSwitch {
  readonly from: string | null;
  readonly to: string;
  readonly kind: string;
  readonly notBefore: string;
  readonly notAfter: string;
}

const folder = fileURLToPath(new URL('../../examples/traces/', import.meta.url));

export const deploymentFile = `${folder}deployment.yaml`;

/** The traces by name. */
export const traceNames: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith('.jsonl'))
  .map((file) => file.slice(0, -'.jsonl'.length));

export function traceFile(name: string): string {
  return `${folder}${name}.jsonl`;
}

export function expectedOf(name: string): Expected {
  return JSON.parse(readFileSync(`${folder}${name}.expected.json`, 'utf8')) as Expected;
}
