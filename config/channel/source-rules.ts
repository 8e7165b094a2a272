import type { Problem } from '../problem.ts';
import type { PipelineFlowConfiguration, SourceConfiguration } from './flow.ts';
import { protocolOf, type SourceProtocolName } from './source-protocols.ts';

type Path = Problem['path'];

/** What a protocol's sources may and must have, and what the two of a flow may not share. */
export function sourceProblems(
  protocol: SourceProtocolName,
  { sources, vpc }: PipelineFlowConfiguration,
  path: Path,
): readonly Problem[] {
  return [
    ...sources.flatMap((source, index) => [
      ...originProblems(protocol, source, vpc !== undefined, [...path, index]),
      ...portProblems(protocol, source, [...path, index, 'port']),
      ...settingProblems(protocol, source, [...path, index]),
      ...encryptionProblems(protocol, source, [...path, index, 'encryption']),
    ]),
    ...sharedProblems(protocol, sources, [...path, 1]),
  ];
}

/** A source that is pushed to needs an allow list or a VPC interface; a caller needs someone to call. */
function originProblems(
  protocol: SourceProtocolName,
  { allow, overVpc, listener }: SourceConfiguration,
  hasVpc: boolean,
  path: Path,
): readonly Problem[] {
  const isCaller = protocolOf(protocol).opens === 'flow';
  const ways = [allow !== undefined, overVpc].filter(Boolean).length;
  return problems(path, [
    [
      isCaller && listener === undefined,
      'an SRT caller needs the listener it connects to: give listener: { address, port }.',
    ],
    [
      isCaller && allow !== undefined,
      'an SRT caller opens the connection itself, so nobody is allowed in: leave allow out.',
    ],
    [
      !isCaller && listener !== undefined,
      `${protocol} is sent to the flow and calls nobody: leave listener out, or choose protocol: srt-caller.`,
    ],
    [
      !isCaller && ways !== 1,
      `a source of ${protocol} needs either an allow list or a VPC interface, ${ways === 0 ? 'neither' : 'both'} given: give allow: 203.0.113.10/32 or overVpc: true.`,
    ],
    [
      overVpc && !hasVpc,
      'overVpc needs a VPC interface of this flow: give vpc: { subnet, securityGroups } beside sources.',
    ],
  ]);
}

function portProblems(protocol: SourceProtocolName, source: SourceConfiguration, path: Path) {
  const { port, overVpc, listener } = source;
  const isZixi = protocol.startsWith('zixi-push');
  return problems(path, [
    [
      isZixi && !overVpc && port !== undefined && port !== 2088,
      `${String(port)}: "Zixi push uses port 2088". Leave the port out.`,
    ],
    [
      isZixi && overVpc && port !== undefined,
      `${String(port)}: over a VPC interface "MediaConnect assigns a Zixi port from 2090 to 2099". Leave the port out.`,
    ],
    [
      protocol === 'srt-listener' && isReserved(port),
      `${String(port)}: an SRT listener takes "ports 1024 to 65535, except the reserved 2077 and 2088". Choose another.`,
    ],
    [
      protocol === 'srt-caller' && isReserved(listener?.port),
      `listener.port ${String(listener?.port)}: MediaConnect keeps 2077 and 2088 for Zixi, for SRT callers as well. Have the listener use another.`,
    ],
    [
      protocol === 'srt-caller' && port !== undefined,
      'an SRT caller has no port of its own: leave it out, the listener has one.',
    ],
    [
      port !== undefined && port + portsAbove(protocol) > 65_535,
      `${String(port)}: ${protocol === 'rist' ? 'RIST also takes the next port' : 'RTP-FEC also takes the ports 2 and 4 above'}, and there is none above 65535. Choose ${65_535 - portsAbove(protocol)} or less.`,
    ],
    [
      !isZixi && protocol !== 'srt-caller' && port === undefined,
      `${protocol} needs the port on which the flow takes it, like 5000.`,
    ],
  ]);
}

/** Ports that MediaConnect keeps for Zixi. */
const isReserved = (port: number | undefined) => port === 2077 || port === 2088;

function settingProblems(protocol: SourceProtocolName, source: SourceConfiguration, path: Path) {
  const isZixi = protocol.startsWith('zixi-push');
  const isSrt = protocol.startsWith('srt-');
  const only = (key: keyof SourceConfiguration, fits: boolean, whose: string) =>
    [
      source[key] !== undefined && !fits,
      `${key} is a setting of ${whose}, not of ${protocol}: leave it out.`,
    ] as const;
  return problems(path, [
    only('streamId', isZixi || protocol === 'srt-caller', 'Zixi push and SRT caller'),
    only('minLatency', isSrt, 'SRT'),
    only('maxLatency', isZixi || protocol === 'rist', 'RIST and Zixi push'),
    only('maxBitrateMbps', ['rist', 'rtp', 'rtp-fec'].includes(protocol), 'RIST, RTP and RTP-FEC'),
  ]);
}

function encryptionProblems(protocol: SourceProtocolName, { encryption }: SourceConfiguration, path: Path) {
  const kind = protocolOf(protocol).encryption;
  return problems(path, [
    [
      encryption !== undefined && kind === 'none',
      `${protocol} is not encrypted by MediaConnect: "RIST, RTP and RTP-FEC: no encryption". Leave it out, or choose SRT or Zixi push.`,
    ],
    [
      encryption?.algorithm !== undefined && kind === 'srt-password',
      `"${String(encryption?.algorithm)}": for an SRT password "the algorithm must be blank". Leave it out.`,
    ],
    [
      encryption !== undefined && encryption.algorithm === undefined && kind === 'static-key',
      'a Zixi static key needs its algorithm. Allowed: aes128, aes192, aes256.',
    ],
  ]);
}

/** The two sources of one flow. */
function sharedProblems(protocol: SourceProtocolName, sources: readonly SourceConfiguration[], path: Path) {
  const [first, second] = sources;
  if (first === undefined || second === undefined) return [];
  const shared = occupiedPorts(protocol, first).filter((port) =>
    occupiedPorts(protocol, second).includes(port),
  );
  const isZixi = protocol.startsWith('zixi-push');
  return problems(path, [
    [first.name === second.name, `both sources are called "${second.name}": give each a name of its own.`],
    [
      shared.length > 0,
      `both sources use port ${shared.join(' and ')}: "each source needs its own port"; RIST also takes the next one, RTP-FEC also those 2 and 4 above.`,
    ],
    [
      isZixi && first.streamId === second.streamId,
      'two Zixi sources share port 2088 and are told apart by their stream ids: give each a streamId of its own.',
    ],
  ]);
}

/** How far above its own port a source reaches (MC/source-ports). */
function portsAbove(protocol: SourceProtocolName): number {
  return Math.max(0, ...occupiedPorts(protocol, { port: 0 }));
}

/** MC/source-ports: RIST uses its port and the next, RTP-FEC its port and those 2 and 4 above. */
function occupiedPorts(
  protocol: SourceProtocolName,
  { port }: Pick<SourceConfiguration, 'port'>,
): readonly number[] {
  if (port === undefined) return [];
  if (protocol === 'rist') return [port, port + 1];
  if (protocol === 'rtp-fec') return [port, port + 2, port + 4];
  return protocol.startsWith('zixi-push') ? [] : [port];
}

function problems(
  path: Path,
  found: readonly (readonly [wrong: boolean, text: string])[],
): readonly Problem[] {
  return found.filter(([wrong]) => wrong).map(([, text]) => ({ path, text }));
}
