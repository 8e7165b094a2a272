import { describe, expect, it } from '@jest/globals';

import { checkFlowSpec } from '../../../twin/mediaconnect/flow-spec.ts';
import { flowSpec, place } from './flow-spec.ts';

const two = ['main', 'backup'];

describe('the specification of a flow', () => {
  it.each([
    ['one source', flowSpec('f')],
    ['a merge', flowSpec('f', two, { failover: { mode: 'MERGE', recoveryWindowMs: 500 } })],
    ['a failover', flowSpec('f', two, { failover: { mode: 'FAILOVER', primarySource: 'main' } })],
    [
      'a failover that still lacks its second source',
      flowSpec('f', ['main'], { failover: { mode: 'FAILOVER' } }),
    ],
  ])('may have %s', (_what, spec) => {
    expect(() => {
      checkFlowSpec(spec, place);
    }).not.toThrow();
  });

  it.each([
    ['no source', flowSpec('f', []), 'has 0 sources'],
    [
      'two sources without failover',
      flowSpec('f', two),
      'has 2 sources; allowed are 1, or 2 with source failover',
    ],
    [
      'two sources of one name',
      flowSpec('f', ['x', 'x'], { failover: { mode: 'MERGE' } }),
      'two sources are named "x"',
    ],
    [
      'a primary that is no source',
      flowSpec('f', two, { failover: { mode: 'FAILOVER', primarySource: 'other' } }),
      'primarySource "other" must be one of "main", "backup"',
    ],
    [
      'a primary in a merge',
      flowSpec('f', two, { failover: { mode: 'MERGE', primarySource: 'main' } }),
      'with mode FAILOVER',
    ],
    [
      'a window outside of its range',
      flowSpec('f', two, { failover: { mode: 'MERGE', recoveryWindowMs: 99 } }),
      'recoveryWindowMs 99 must be 100 to 15000',
    ],
    [
      'a window without a merge',
      flowSpec('f', two, { failover: { mode: 'FAILOVER', recoveryWindowMs: 200 } }),
      'with mode MERGE',
    ],
  ])('is refused with %s', (_what, spec, message) => {
    expect(() => {
      checkFlowSpec(spec, place);
    }).toThrow(message);
  });

  it('is refused in another account', () => {
    expect(() => {
      checkFlowSpec(flowSpec('f'), { ...place, account: '111122223333' });
    }).toThrow('must start with "arn:aws:mediaconnect:eu-west-1:111122223333:"');
  });
});
