/** Goal: channels from the field get the answer that AWS's own documents give; each was answered wrongly once. */
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Finding, Severity } from '../../../cli/check/finding.ts';
import { run } from '../setup.ts';
import { recordedMedia } from './cases/recorded-media.ts';

const check = async (id: string, config?: string) => {
  const options = config === undefined ? [] : ['--config', join(import.meta.dirname, 'cases', config)];
  const { exitCode, out, err } = await run(['check', id, '--json', ...options], { media: recordedMedia() });
  const { findings = [] } = out === '' ? {} : (JSON.parse(out) as { findings?: readonly Finding[] });
  return { exitCode, findings, err };
};

type Row = readonly [
  what: string,
  id: string,
  config: string | undefined,
  rule: string,
  severity: Severity,
  told: RegExp,
];

const told: readonly Row[] = [
  [
    'an input whose address has a variable',
    '1000002',
    'check-config.yaml',
    'static-inputs',
    'error',
    /input "DYN-22".*\$urlPath\$.*UrlPath/,
  ],
  [
    'a file that does not loop',
    '1000003',
    'check-config.yaml',
    'file-end',
    'warning',
    /input "fallback".*MP4_FILE.*CONTINUE.*LOOP/,
  ],
  [
    'UDP that goes on without input',
    '1000005',
    undefined,
    'input-loss-action',
    'warning',
    /output group "udp".*EMIT_PROGRAM.*DROP_TS/,
  ],
  [
    'one address for two pipelines over UDP',
    '1000005',
    undefined,
    'two-destinations',
    'error',
    /"udp2".*one address/,
  ],
  [
    'segments that cut a group of pictures given in frames',
    '1000013',
    undefined,
    'segment-length',
    'warning',
    /segments of 4 s.*112 frames \(2\.24 s\)/,
  ],
  [
    'a channel that recovers',
    '1000016',
    undefined,
    'channel-state',
    'warning',
    /RECOVERING.*automation goes on/,
  ],
  ['SRT that goes on without input', '1000019', undefined, 'input-loss-action', 'warning', /"srt".*DROP_TS/],
  ['one SRT address', '1000019', undefined, 'two-destinations', 'error', /destination "srt".*one address/],
  [
    'a destination on MediaStore',
    '1000019',
    undefined,
    'mediastore',
    'error',
    /destination "ms".*mediastoressl:.*2025-11-13/,
  ],
  ['one pipeline of two', '1000022', undefined, 'pipelines-running', 'warning', /1 of 2 pipelines/],
  [
    'sources of which none is primary',
    '1000014',
    undefined,
    'source-priority',
    'note',
    /stays where it is.*as soon as/,
  ],
];

describe('failover check of a channel from the field', () => {
  it.each(told)('tells of %s', async (_what, id, config, rule, severity, words) => {
    const { findings } = await check(id, config);
    const found = findings.filter((finding) => finding.rule === rule && finding.severity === severity);
    expect(
      found.map(({ where, found: fault, remedy }) => `${where}: ${fault}. ${remedy}`).join('\n'),
    ).toMatch(words);
  });

  it.each([undefined, 'check-config.yaml'])(
    'says nothing of preparing where the start is fixed and prepares by itself (%s)',
    async (config) => {
      const { findings } = await check('1000014', config);
      expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
    },
  );

  it('never says that automation leaves a channel alone that recovers', async () => {
    const { findings } = await check('1000016');
    expect(JSON.stringify(findings)).not.toContain('leaves a channel alone');
  });

  it('takes the first flow of a standard input for all that a single pipeline ingests', async () => {
    const { exitCode, findings } = await check('1000021', 'check-single.yaml');
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(JSON.stringify(findings)).not.toContain('c21backup');
    expect(exitCode).toBe(0);
  });

  it('says which of the two flows to give where a configuration gives both', async () => {
    const { exitCode, err } = await check('1000021', 'check-single-two.yaml');
    expect(exitCode).toBe(2);
    expect(err).toMatch(/ingests the first flow only/);
  });
});
