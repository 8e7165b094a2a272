/** How a source is encrypted on its way to a flow: BM:mediaconnect.Encryption, MC21/protocols. */
type SourceEncryption = 'none' | 'static-key' | 'srt-password';

interface SourceProtocol {
  /** The value of `Protocol` in the MediaConnect API; null where a flow of ours cannot be fed so. */
  readonly api: string | null;
  /** The row of the table in MediaConnect's guide "Source failover on a MediaConnect flow". */
  readonly failoverRule: string;
  /** The ways in which two sources may be combined; none: one source only. */
  readonly modes: readonly ('merge' | 'failover')[];
  readonly encryption: SourceEncryption;
  /** Who opens the connection: a source that listens or is pushed to needs to know from where. */
  readonly opens: 'sender' | 'flow';
}

const mergeOrFailover = ['merge', 'failover'] as const;

/** Every row of the guide's table, those included that cannot be used here, so that they are refused with their reason. */
export const sourceProtocols = {
  rist: {
    api: 'rist',
    failoverRule: 'RIST: source failover with 2 sources, merge or failover',
    modes: mergeOrFailover,
    encryption: 'none',
    opens: 'sender',
  },
  rtp: {
    api: 'rtp',
    failoverRule: 'RTP: source failover with 2 sources, merge or failover',
    modes: mergeOrFailover,
    encryption: 'none',
    opens: 'sender',
  },
  'rtp-fec': {
    api: 'rtp-fec',
    failoverRule: 'RTP-FEC: source failover with 2 sources, merge or failover',
    modes: mergeOrFailover,
    encryption: 'none',
    opens: 'sender',
  },
  'srt-listener': {
    api: 'srt-listener',
    failoverRule: 'SRT listener: source failover with 2 sources, failover only',
    modes: ['failover'],
    encryption: 'srt-password',
    opens: 'sender',
  },
  'srt-caller': {
    api: 'srt-caller',
    failoverRule: 'SRT caller: source failover with 2 sources, failover only',
    modes: ['failover'],
    encryption: 'srt-password',
    opens: 'flow',
  },
  'zixi-push': {
    api: 'zixi-push',
    failoverRule: 'Zixi push: source failover with 2 sources, merge or failover',
    modes: mergeOrFailover,
    encryption: 'static-key',
    opens: 'sender',
  },
  'zixi-push-link-uhd': {
    api: 'zixi-push',
    failoverRule: 'Zixi push for AWS Elemental Link UHD: source failover with 2 sources, failover only',
    modes: ['failover'],
    encryption: 'static-key',
    opens: 'sender',
  },
  'zixi-pull': unusable('Zixi pull cannot be used as a source. Source failover is not supported'),
  'fujitsu-qos': unusable(
    'Fujitsu-QoS: 1 source, source failover is not supported; MediaConnect has removed the protocol',
  ),
  cdi: unusable('CDI: 1 source, source failover is not supported; CloudFormation does not make CDI flows'),
  'st2110-jpegxs': unusable(
    'ST 2110 JPEG XS: 1 source, source failover is not supported; CloudFormation does not make such flows',
  ),
  entitlement: unusable('Entitlement flows: 1 source, source failover is not supported'),
} as const satisfies Readonly<Record<string, SourceProtocol>>;

export type SourceProtocolName = keyof typeof sourceProtocols;

export const sourceProtocolNames: readonly SourceProtocolName[] = [
  'rist',
  'rtp',
  'rtp-fec',
  'srt-listener',
  'srt-caller',
  'zixi-push',
  'zixi-push-link-uhd',
  'zixi-pull',
  'fujitsu-qos',
  'cdi',
  'st2110-jpegxs',
  'entitlement',
];

/** The protocol's row, in the terms common to all. */
export const protocolOf = (name: SourceProtocolName): SourceProtocol => sourceProtocols[name];

function unusable(failoverRule: string) {
  return { api: null, failoverRule, modes: [], encryption: 'none', opens: 'sender' } as const;
}
