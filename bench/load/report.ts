import { documentedLimits } from '../../twin/medialive/throttle.ts';
import { tableOf, type Column } from '../columns.ts';
import type { Claim } from '../verdict.ts';
import { boundMs, ratioOf, strictRatioOf, type Loss } from '../../rehearsal/load/loss.ts';
import type { Noise } from './noise.ts';
import type { TwinLoss } from '../../rehearsal/load/twin-loss.ts';

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const percent = (share: number): string => `${Math.round(share * 100)} %`;

const columns: readonly Column<Loss>[] = [
  ['channels', 8, ({ channels }) => String(channels)],
  ['planes', 7, ({ deployments }) => String(deployments)],
  ['last switch', 12, ({ lastAcceptedMs }) => seconds(lastAcceptedMs)],
  ['failover calls', 15, ({ failoverCalls }) => String(failoverCalls)],
  ['most of one', 12, ({ callsPerChannelMax }) => String(callsPerChannelMax)],
  ['other calls', 12, ({ otherCalls }) => String(otherCalls)],
  ['refused', 8, ({ refused }) => String(refused)],
  ['bound by all', 13, ({ failoverCalls, otherCalls }) => seconds(boundMs(failoverCalls + otherCalls))],
  ['ratio', 6, (loss) => ratioOf(loss).toFixed(2)],
  ['by failover', 12, (loss) => strictRatioOf(loss).toFixed(2)],
  ['conflicts', 10, ({ conflicts }) => String(conflicts)],
  ['redelivered', 12, ({ redeliveries }) => String(redeliveries)],
];

const twinColumns: readonly Column<TwinLoss>[] = [
  ...columns,
  ['for looks', 10, ({ lookCalls }) => String(lookCalls)],
  ['twin MB', 8, ({ machine }) => machine.twinMb.toFixed(0)],
  ['functions MB', 13, ({ machine }) => `${machine.functionsMb.toFixed(0)} / ${machine.processes}`],
  ['processors', 11, ({ machine }) => percent(machine.busy)],
  ["twin's own", 11, ({ machine }) => percent(machine.twinBusy)],
];

const anAlert = (count: (noise: Noise) => number) => (noise: Noise) =>
  (count(noise) / noise.alerts).toFixed(2);

const noiseColumns: readonly Column<Noise>[] = [
  ['alerts', 9, ({ alerts }) => String(alerts)],
  ['a second', 9, ({ alerts, tookMs }) => ((1000 * alerts) / tookMs).toFixed(0)],
  ['state writes an alert', 22, anAlert(({ writes }) => writes)],
  ['log entries an alert', 21, anAlert(({ logEntries }) => logEntries)],
  ['timers an alert', 16, anAlert(({ timers }) => timers)],
  ['calls to MediaLive', 19, ({ mediaLiveCalls }) => String(mediaLiveCalls)],
  ['switches', 9, ({ switches }) => String(switches)],
  [
    'heap at the end / after a tenth',
    32,
    ({ heapEarlyMb, heapEndMb }) => (heapEndMb / heapEarlyMb).toFixed(2),
  ],
];

export const noiseTable = tableOf(noiseColumns);
export const modelTable = tableOf(columns);
export const twinTable = tableOf(twinColumns);

/** What must hold of a curve; time is measured against the throttle where it is felt: at the most channels. */
export function claimsOf(losses: readonly Loss[], ratioMax = 1.15): readonly Claim[] {
  const most = losses.at(-1);
  if (most === undefined) return [];
  const none = (what: string, count: (loss: Loss) => number): Claim => ({
    what,
    measured: losses.reduce((total, loss) => total + count(loss), 0),
    unit: '',
    bound: 0,
  });
  const timed: readonly Claim[] = [
    {
      what: `${most.channels} channels over ${most.deployments}: time to the last switch / bound`,
      measured: ratioOf(most),
      unit: '',
      bound: ratioMax,
    },
  ];
  // Up to the burst nothing is throttled: what is measured there is the second that an event's time may be off.
  const isThrottled = most.failoverCalls + most.otherCalls > documentedLimits.burst;
  return [
    ...(isThrottled ? timed : []),
    {
      what: 'calls on the failover path per channel, on average',
      measured: Math.max(...losses.map(({ failoverCalls, channels }) => failoverCalls / channels)),
      unit: '',
      bound: 2,
    },
    none('channels not switched exactly once', ({ notOnce }) => notOnce),
    none('channels with something in flight or owed at the end', ({ notSettled }) => notSettled),
    none('messages in the dead-letter queue', ({ deadLetters }) => deadLetters),
  ];
}

/**
 * Of the model: the more channels, the less it matters for how long the first waits for its alert, as time is what is left over from
 * a thousand.
 */
export function modelClaimsOf(losses: readonly Loss[]): readonly Claim[] {
  return claimsOf(losses, (losses.at(-1)?.channels ?? 0) >= 1000 ? 1.05 : 1.15);
}

export function twinClaimsOf(losses: readonly TwinLoss[]): readonly Claim[] {
  const notOver = losses.reduce((total, loss) => total + loss.notOver, 0);
  return [
    ...claimsOf(losses),
    { what: 'channels not on the other site at the end', measured: notOver, unit: '', bound: 0 },
  ];
}

export function noiseClaims({ switches, mediaLiveCalls, heapEarlyMb, heapEndMb }: Noise): readonly Claim[] {
  return [
    { what: 'switches', measured: switches, unit: '', bound: 0 },
    { what: 'calls to MediaLive', measured: mediaLiveCalls, unit: '', bound: 0 },
    { what: 'heap at the end / after a tenth', measured: heapEndMb / heapEarlyMb, unit: '', bound: 1.25 },
  ];
}
