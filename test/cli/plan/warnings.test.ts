import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { App, Annotations, Stack } from 'aws-cdk-lib';
import { warningsIn } from '../../../cli/plan/warnings.ts';

const folder = mkdtempSync(join(tmpdir(), 'plan-warnings-'));
// CDK prints warnings as well.
beforeAll(() => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterAll(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** Where an app is synthesized whose stacks warn so. */
function assemblyOf(warnings: Readonly<Record<string, readonly string[]>>): string {
  const app = new App({
    outdir: mkdtempSync(join(folder, 'assembly-')),
    context: { 'cli-telemetry': false },
  });
  for (const [name, texts] of Object.entries(warnings)) {
    const stack = new Stack(app, name);
    texts.forEach((text, at) => {
      Annotations.of(stack).addWarningV2(`quota:${at}`, text);
    });
    Annotations.of(stack).addInfoV2('other', 'No warning.');
  }
  return app.synth().directory;
}

describe('the warnings of a synthesis', () => {
  it('are read as a person reads them, each once', () => {
    const assembly = assemblyOf({ one: ['Too many flows.', 'Too many inputs.'], two: ['Too many flows.'] });
    expect(warningsIn(assembly)).toEqual(['Too many flows.', 'Too many inputs.']);
  });

  it('are none where nothing is to be said', () => {
    const assembly = assemblyOf({ one: [] });
    writeFileSync(join(assembly, 'other.metadata.json'), '[]');
    expect(warningsIn(assembly)).toEqual([]);
  });
});
