import { describe, expect, it } from '@jest/globals';
import { sourceProtocolNames, sourceProtocols } from '../../config/build/source-protocols.ts';
import { here, refusal, withFailover, withSource } from './sound-channel.ts';

/** Goal: each row of the table in MediaConnect's guide "Source failover on a MediaConnect flow", read off the schema. */
const usable = sourceProtocolNames.filter((name) => sourceProtocols[name].api !== null);
const cases = usable.flatMap((name) =>
  (['merge', 'failover'] as const).map((mode) => {
    const modes: readonly string[] = sourceProtocols[name].modes;
    return { name, mode, allowed: modes.includes(mode), rule: sourceProtocols[name].failoverRule };
  }),
);

describe('two sources of a flow', () => {
  it.each(cases.filter(({ allowed }) => allowed))('of $name may be combined by $mode', ({ name, mode }) => {
    expect(refusal(withFailover(name, { mode }))).toBe('');
  });

  it.each(cases.filter(({ allowed }) => !allowed))(
    'of $name may not be combined by $mode',
    ({ name, mode, rule }) => {
      expect(refusal(withFailover(name, { mode }))).toContain(`"${rule}"`);
    },
  );

  it.each([
    ['rist', 'merge or failover'],
    ['rtp', 'merge or failover'],
    ['rtp-fec', 'merge or failover'],
    ['zixi-push', 'merge or failover'],
    ['zixi-push-link-uhd', 'failover only'],
    ['srt-listener', 'failover only'],
    ['srt-caller', 'failover only'],
  ] as const)('of %s: %s, as the guide says', (name, said) => {
    expect(sourceProtocols[name].failoverRule).toContain(said);
    expect(sourceProtocols[name].modes).toEqual(
      said === 'failover only' ? ['failover'] : ['merge', 'failover'],
    );
  });
});

describe('a source', () => {
  it.each(sourceProtocolNames.filter((name) => sourceProtocols[name].api === null))(
    'of %s is refused with its row of the guide',
    (name) => {
      expect(refusal(withSource(name, { allow: here }))).toContain(`"${sourceProtocols[name].failoverRule}"`);
    },
  );
});
