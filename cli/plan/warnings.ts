import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from '../../config/record.ts';

/** What the app warned of when it was synthesized into this folder, each once: quotas that a deployment exceeds by default. */
export function warningsIn(assembly: string): readonly string[] {
  const warnings = readdirSync(assembly)
    .filter((name) => name.endsWith('.metadata.json'))
    .flatMap((name) => {
      const byPath: unknown = JSON.parse(readFileSync(join(assembly, name), 'utf8'));
      return isRecord(byPath) ? Object.values(byPath).flat() : [];
    })
    .filter(isRecord)
    .filter(({ type }) => type === 'aws:cdk:warning')
    .map(({ data }) => String(data).replace(/ \[ack: [^\]]*\]$/, ''));
  return [...new Set(warnings)];
}
