/** Goal: the table in docs/deployment.md says what synth counts by. */
import { describe, expect, it } from '@jest/globals';
import { quotas } from '../../../lib/quotas/quotas.ts';
import type { Quota } from '../../../lib/quotas/quota.ts';
import { GeneratedPart } from '../../generated-part.ts';

describe('the table of quotas in docs/deployment.md', () => {
  it('is written from the data', async () => {
    const part = new GeneratedPart('deployment.md', 'quotas');
    const written = await part.formatted(table);
    if (process.env['UPDATE_REFERENCE'] !== undefined) part.write(written);

    expect(part.read()).toBe(written);
  });
});

const table = [
  '| quota | default | a deployment takes |',
  '| --- | --- | --- |',
  ...quotas.map((quota) => `| ${nameOf(quota)} | ${defaultOf(quota)} | ${quota.takes} |`),
].join('\n');

function nameOf({ service, name, code }: Quota): string {
  const short = name.replace(/ per (AWS )?account$/, '');
  return `${service}: ${short}${code === undefined ? '' : ` (${code})`}`;
}

function defaultOf({ byDefault, elsewhere = {}, of, raisable, note }: Quota): string {
  const others = Object.entries(elsewhere).map(([region, value]) => `${value} in ${region}`);
  const shared = of === 'the region' ? '' : of === 'the account' ? ', in all regions together' : ` for ${of}`;
  return [
    `${byDefault.toLocaleString('en')}${shared}`,
    ...others,
    ...(raisable ? [] : ['not raised']),
    ...(note === undefined ? [] : [note]),
  ].join('; ');
}
