import { describe, expect, it } from '@jest/globals';
import { estateOf } from '../../drill/estate.ts';
import { failoverBudget } from '../../drill/failover-checks.ts';
import { clearMs, confirmMs, rehearse, windowSettings } from '../../drill/rehearsal.ts';
import { scenarios } from '../../drill/scenarios/registry.ts';

describe('a rehearsal', () => {
  it('is of the shipped defaults', () => {
    const rehearsal = rehearse([]);

    expect({ confirm: confirmMs(rehearsal), clear: clearMs(rehearsal) }).toStrictEqual({
      confirm: 3000,
      clear: 10_000,
    });
    expect(rehearsal.inputGroups).toStrictEqual(['A', 'B']);
  });

  it('lets the later of two settings win', () => {
    const rehearsal = rehearse([...windowSettings('5s'), ...windowSettings('2s')]);

    expect(confirmMs(rehearsal)).toBe(2000);
  });

  it('deploys the same text for scenarios that need the same policy', () => {
    const texts = new Set(scenarios.map(({ policy = [] }) => rehearse(policy).text));

    expect(texts.size).toBe(2);
  });
});

describe('the estate of a rehearsal', () => {
  it('has the channel of the configuration, running, fed by two flows a site', () => {
    const estate = estateOf(rehearse([]));

    expect(estate.channels).toMatchObject([
      {
        id: '1000001',
        channelClass: 'STANDARD',
        startAs: 'RUNNING',
        attachments: [
          { name: 'site-a', inputId: 'input-a' },
          { name: 'site-b', inputId: 'input-b' },
        ],
      },
    ]);
    expect(estate.inputs.map(({ flowArns }) => flowArns.length)).toStrictEqual([2, 2]);
    expect(estate.flows).toHaveLength(4);
  });

  it('has both flows of a pipeline in one Availability Zone, as MediaLive demands', () => {
    const zones = estateOf(rehearse([])).flows.map(({ name, availabilityZone }) => [
      name.slice(-1),
      availabilityZone,
    ]);

    expect(new Set(zones.map((zone) => zone.join()))).toStrictEqual(
      new Set(['0,eu-west-1a', '1,eu-west-1b']),
    );
  });
});

describe('the budget from the loss of packets to the standby', () => {
  it.each([
    { settings: [], ms: 20_500 },
    { settings: windowSettings('1s'), ms: 18_500 },
    { settings: [{ path: ['start'], value: { type: 'immediate' } }], ms: 15_000 },
    { settings: [{ path: ['start'], value: { type: 'fixed', lead: '20s' } }], ms: 25_000 },
  ])('with $settings is $ms ms', ({ settings, ms }) => {
    expect(failoverBudget(rehearse(settings)).ms).toBe(ms);
  });
});
