import { documentedLimits } from '../twin/medialive/throttle.ts';
import { loseSiteInModel, windowMs, type ModelledLoss } from './modelled-loss.ts';
import { dayOfNoise } from './noise.ts';
import { printVerdict } from './verdict.ts';

/**
 * How a failover of many channels at once compares with what MediaLive's throttle allows, and what a day of alerts that mean
 * nothing costs. `tsx bench/load.ts [CHANNELS,CHANNELS,…] [ALERTS]`.
 */
const curve = (process.argv[2] ?? '1,10,100,300,1000').split(',').map(Number);
const alerts = Number(process.argv[3] ?? 1_000_000);

/** The least that so many calls take under the throttle, after the alert and the window. */
const boundMs = (calls: number): number =>
  windowMs + (Math.max(0, calls - documentedLimits.burst) / documentedLimits.perSecond) * 1000;

const callsOf = ({ failoverCalls, otherCalls }: ModelledLoss): number => failoverCalls + otherCalls;
const ratioOf = (loss: ModelledLoss): number => loss.lastAcceptedMs / boundMs(callsOf(loss));
/** Against what switches and second looks alone would have taken: verification and the reconciler want calls, too. */
const strictRatioOf = (loss: ModelledLoss): number => loss.lastAcceptedMs / boundMs(loss.failoverCalls);

console.log(
  'channels   last switch   calls: failover  other  refused   bound by all calls  ratio  by failover calls   conflicts',
);
const losses: ModelledLoss[] = [];
for (const channels of curve) {
  const loss = await loseSiteInModel(channels);
  losses.push(loss);
  const cells = [
    String(channels).padStart(8),
    `${(loss.lastAcceptedMs / 1000).toFixed(1)} s`.padStart(13),
    String(loss.failoverCalls).padStart(17),
    String(loss.otherCalls).padStart(6),
    String(loss.refused).padStart(8),
    `${(boundMs(callsOf(loss)) / 1000).toFixed(1)} s`.padStart(20),
    ratioOf(loss).toFixed(2).padStart(6),
    strictRatioOf(loss).toFixed(2).padStart(18),
    String(loss.conflicts).padStart(11),
  ];
  console.log(cells.join(' '));
}

const most = losses.at(-1);
if (most !== undefined) {
  const sum = (count: (loss: ModelledLoss) => number): number =>
    losses.reduce((total, loss) => total + count(loss), 0);
  printVerdict([
    {
      what: `${most.channels} channels: time to the last switch / bound`,
      measured: ratioOf(most),
      unit: '',
      bound: 1.15,
    },
    {
      what: 'calls on the failover path per channel, on average',
      measured: most.failoverCalls / most.channels,
      unit: '',
      bound: 2,
    },
    {
      what: 'channels not switched exactly once',
      measured: sum(({ notOnce }) => notOnce),
      unit: '',
      bound: 0,
    },
    {
      what: 'channels with something in flight or owed at the end',
      measured: sum(({ notSettled }) => notSettled),
      unit: '',
      bound: 0,
    },
    {
      what: 'messages in the dead-letter queue',
      measured: sum(({ deadLetters }) => deadLetters),
      unit: '',
      bound: 0,
    },
  ]);
  console.log(
    `     most calls of one channel: ${most.callsPerChannelMax}; redelivered messages: ${most.redeliveries}\n`,
  );
}

const noise = await dayOfNoise(alerts);
const rate = (1000 * noise.alerts) / noise.tookMs;
console.log(
  `${noise.alerts} alerts that mean nothing, over a day and 1000 channels: ${rate.toFixed(0)} a second in one process,` +
    ` ${(noise.writes / noise.alerts).toFixed(2)} state writes, ${(noise.logEntries / noise.alerts).toFixed(2)} log entries` +
    ` and ${(noise.timers / noise.alerts).toFixed(2)} timers an alert`,
);
printVerdict([
  { what: 'switches', measured: noise.switches, unit: '', bound: 0 },
  { what: 'calls to MediaLive', measured: noise.mediaLiveCalls, unit: '', bound: 0 },
  {
    what: 'heap at the end / after a tenth',
    measured: noise.heapEndMb / noise.heapEarlyMb,
    unit: '',
    bound: 1.25,
  },
]);
