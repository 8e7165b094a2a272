import { describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { minimal } from '../../config/minimal.ts';
import { statementsOf } from '../statements.ts';
import { templatesOf } from '../synthesize.ts';

const readers = (configuration: object) =>
  templatesOf(stringify(configuration)).flatMap((stack) =>
    statementsOf(stack).filter(({ actions }) => actions.includes('cloudwatch:GetMetricData')),
  );
const asked = (configuration: object) =>
  templatesOf(stringify(configuration)).flatMap((stack) =>
    Object.values(stack.findResources('AWS::Lambda::Function')).flatMap(
      ({ Properties }: { Properties?: { Environment?: { Variables?: Record<string, unknown> } } }) =>
        Properties?.Environment?.Variables?.['STANDBY_METRICS'] ?? [],
    ),
  );

describe('the metrics of flows', () => {
  it('are read by the reconciler, and nobody else, where the configuration says so', () => {
    const configuration = { ...minimal, standbyMetrics: true };
    const [reader, ...others] = readers(configuration);
    expect(reader).toMatchObject({ policy: expect.stringContaining('Reconciler'), resources: ['*'] });
    expect(others).toEqual([]);
    expect(asked(configuration)).toEqual(['true']);
  });

  it('are neither read nor granted where it says nothing, or where there is no flow', () => {
    const [channel] = minimal.channels;
    const inputs = { A: { attachment: 'site-a' }, B: { attachment: 'site-b' } };
    const withoutFlows = { ...minimal, channels: [{ ...channel, inputs }], standbyMetrics: true };
    for (const configuration of [minimal, withoutFlows]) {
      expect(readers(configuration)).toEqual([]);
      expect(asked(configuration)).toEqual(['false']);
    }
  });
});
