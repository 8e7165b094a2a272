// Every trace of examples/traces, replayed through the real control plane under the policy that stands beside it.
import { describe, expect, it } from '@jest/globals';
import { deploymentOf, expectedOf, traceNames, traceOf } from './corpus.ts';
import { replay } from '../../replay/replay.ts';

const channelArn = 'arn:aws:medialive:eu-west-1:111122223333:channel:1000001';

describe('the corpus of traces', () => {
  it('is large', () => {
    expect(traceNames.length).toBeGreaterThanOrEqual(25);
  });

  it.each(traceNames)('%s', async (name) => {
    const expected = expectedOf(name);
    const { switches, decisions, final } = await replay(traceOf(name), deploymentOf(expected));
    expect(switches.map(({ from, to }) => ({ from, to }))).toEqual(
      expected.switches.map(({ from, to }) => ({ from, to })),
    );
    for (const [index, { notBefore, notAfter }] of expected.switches.entries()) {
      const at = switches[index]?.at ?? '';
      expect([notBefore <= at, at <= notAfter, at]).toEqual([true, true, at]);
    }
    expect(final[channelArn]?.onAir).toEqual({
      '0': expected.final,
      '1': onAirOfOther(name, expected.final),
    });
    const said = decisions.map(({ rule, outcome }) => `${rule}/${outcome}`);
    for (const { rule, outcome } of expected.says) expect(said).toContain(`${rule}/${outcome}`);
  });
});

/** In one trace pipeline 1 is stopped to the end. */
function onAirOfOther(name: string, group: string | null): string | null {
  return name === 'one-pipeline-stopped' ? null : group;
}
