import { describe, expect, it } from '@jest/globals';
import {
  sourceProtocolNames,
  sourceProtocols,
  type SourceProtocolName,
} from '../../config/channel/source-protocols.ts';
import { here, refusal, withFailover, withSource } from './sound-channel.ts';

/**
 * Goal: the table "Failover support for source protocols in MediaConnect" of the guide's page on source failover, row by row
 * as it stands there, read off what the configuration accepts and refuses.
 */
interface Row {
  readonly row: string;
  readonly protocol: SourceProtocolName;
  /** "Supported failover modes"; null: the row says "Source failover is not supported". */
  readonly modes: 'Merge or failover' | 'Failover only' | null;
}
const table: readonly Row[] = [
  { row: 'RIST', protocol: 'rist', modes: 'Merge or failover' },
  { row: 'RTP', protocol: 'rtp', modes: 'Merge or failover' },
  { row: 'RTP-FEC', protocol: 'rtp-fec', modes: 'Merge or failover' },
  { row: 'SRT listener', protocol: 'srt-listener', modes: 'Failover only' },
  { row: 'SRT caller', protocol: 'srt-caller', modes: 'Failover only' },
  { row: 'Zixi pull', protocol: 'zixi-pull', modes: null },
  { row: 'Zixi push', protocol: 'zixi-push', modes: 'Merge or failover' },
  { row: 'Zixi push for AWS Elemental Link UHD', protocol: 'zixi-push-link-uhd', modes: 'Failover only' },
  { row: 'Fujitsu-QoS', protocol: 'fujitsu-qos', modes: null },
  { row: 'CDI', protocol: 'cdi', modes: null },
  { row: 'ST 2110 JPEG XS', protocol: 'st2110-jpegxs', modes: null },
  { row: 'Entitlement flows', protocol: 'entitlement', modes: null },
];
const failing = table.filter(({ modes }) => modes !== null);

describe("MediaConnect's table of source failover", () => {
  it('is known to the configuration, every row of it and no other', () => {
    expect(table.map(({ protocol }) => protocol).toSorted()).toEqual([...sourceProtocolNames].toSorted());
  });

  it.each(table)('names the row $row in what it tells', ({ row, protocol }) => {
    expect(sourceProtocols[protocol].failoverRule.startsWith(row)).toBe(true);
  });

  it.each(failing)('lets two sources of $row fail over', ({ protocol }) => {
    expect(refusal(withFailover(protocol, { mode: 'failover' }))).toBe('');
  });

  it.each(failing.filter(({ modes }) => modes === 'Merge or failover'))(
    'lets two sources of $row be merged',
    ({ protocol }) => {
      expect(refusal(withFailover(protocol, { mode: 'merge' }))).toBe('');
    },
  );

  it.each(failing.filter(({ modes }) => modes === 'Failover only'))(
    'refuses to merge two sources of $row, with that row',
    ({ protocol }) => {
      const { failoverRule } = sourceProtocols[protocol];
      expect(failoverRule).toContain('failover only');
      expect(refusal(withFailover(protocol, { mode: 'merge' }))).toContain(`"${failoverRule}"`);
    },
  );

  it.each(failing)('takes no third source of $row', ({ protocol }) => {
    const source = { name: 'x', allow: here, port: 5000 };
    expect(refusal(withFailover(protocol, { mode: 'failover' }, [source, source, source]))).toContain(
      'A flow takes two sources at most',
    );
  });

  it.each(table.filter(({ modes }) => modes === null))('refuses $row, with that row', ({ protocol }) => {
    const rule = `"${sourceProtocols[protocol].failoverRule}"`;
    expect(refusal(withSource(protocol, { allow: here }))).toContain(rule);
    expect(refusal(withFailover(protocol, { mode: 'failover' }))).toContain(rule);
  });
});
