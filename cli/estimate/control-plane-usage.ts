import { memoryMb } from '../../config/function-memory.ts';
import { alarmedByChannel, ownAlarmsMax } from '../../config/own-alarms.ts';
import { describesPerSecond } from '../../control/reconcile/flow-quota.ts';
import { itemUnits } from './item-units.ts';
import { quietMinute, type LookedAt } from './quiet-minute.ts';
import { monthHours, type Usage } from './usage.ts';

/** Whether anything runs or not. */
const minutes = monthHours * 60;
/** What the twin shows of a warm decision, rounded up; assumed. */
const decisionSeconds = 0.05;
/** As much again for the answers of MediaLive, which are waited for side by side; assumed. */
const answerSeconds = 0.05;
/** SQS delays by whole seconds: a timer waits in the function for half of one on average. */
const timerWaitSeconds = 0.5;
/** Of a run, without the details of flows; assumed. */
const reconcilerSeconds = 0.8;
const controllerGb = memoryMb.controller / 1024;
const reconcilerGb = memoryMb.reconciler / 1024;
/** A message is received and deleted, on its own: those of a minute are spread over it. */
const requestsPerReceipt = 2;
/** A channel's state with its membership, and its failover group: both consistent, and of no more than 4 kB. */
const readsPerLoad = 2;
/** Connected, and the bit rate. */
const metricsPerFlow = 2;
/** An event source mapping has five pollers, each of which asks every 20 s while nothing comes. */
export const emptyReceives = (5 * 3600 * monthHours) / 20;
/** Of the control plane itself; each channel that is built has one more, for its starting and stopping. */
const ownAlarms = 9;
/** Off the air, and without a healthy standby: for each channel, or where there are too many, for all. */
const stateAlarms = 2;
/** Off the air, without a healthy standby, stopped: of all channels together, and of each what it has an alarm on. */
const gauges = 3;
/**
 * The heartbeat and the age of the oldest look. What is reported of failovers costs cents: a metric is paid for by the hour in which
 * it has data.
 */
const otherMetrics = 2;
const logBytesPerInvocation = 1200;

/** What the control plane of a configuration looks after. */
export interface LookedAfter extends LookedAt {
  /** Channels among them that the deployment builds. */
  readonly built: number;
  /** Whether CloudWatch is asked about the flows. */
  readonly standbyMetrics: boolean;
  /** Whether the deployment makes the key for its notifications. */
  readonly ownKey: boolean;
  readonly dashboard: boolean;
}

/**
 * The control plane while nothing happens and all channels are on air. A failover adds some ten messages, calls and writes: thousands
 * of them would not show here. The free tiers are not deducted.
 */
export function controlPlaneUsage(lookedAfter: LookedAfter): readonly Usage[] {
  const every = `${minutes.toLocaleString('en')} minutes`;
  return [
    ...minuteUsage(lookedAfter, every),
    ...standingUsage(lookedAfter),
    ...flowQuestions(lookedAfter, every),
  ];
}

/** What is paid for by the minute. */
function minuteUsage(lookedAfter: LookedAfter, every: string): readonly Usage[] {
  const minute = quietMinute(lookedAfter);
  const { looks, messages, timers, sends, loads, saves, notes, describes } = minute;
  const { save, note, list } = itemUnits(lookedAfter);
  const controllerSeconds = messages * decisionSeconds + looks * answerSeconds + timers * timerWaitSeconds;
  const runSeconds = reconcilerSeconds + describes / describesPerSecond;
  return [
    {
      what: 'Lambda requests',
      quantity: (minutes * (messages + 1)) / 1e6,
      price: 'lambda-request-million',
      arithmetic: `${every} × (${shown(messages)} messages + 1 run)`,
    },
    {
      what: 'Lambda time',
      quantity: minutes * (controllerSeconds * controllerGb + runSeconds * reconcilerGb),
      price: 'lambda-arm-gb-second',
      arithmetic: `${every} × (${controllerSeconds.toFixed(2)} s × ${controllerGb} GB for ${shown(messages)} messages, ${shown(looks)} looks among them, + ${runSeconds.toFixed(1)} s × ${reconcilerGb} GB)`,
    },
    {
      what: 'SQS',
      quantity: (minutes * (sends + requestsPerReceipt * messages) + emptyReceives) / 1e6,
      price: 'sqs-request-million',
      arithmetic: `${every} × (${shown(sends)} requests that send, ${requestsPerReceipt} × ${shown(messages)} that receive and delete), and ${emptyReceives.toLocaleString('en')} empty long polls`,
    },
    {
      what: 'DynamoDB reads',
      quantity: (minutes * (readsPerLoad * loads + list)) / 1e6,
      price: 'dynamodb-read-million',
      arithmetic: `${every} × (${shown(loads)} × ${readsPerLoad} + ${list} for the list of members), consistent`,
    },
    {
      what: 'DynamoDB writes',
      quantity: (minutes * (save * saves + note * notes)) / 1e6,
      price: 'dynamodb-write-million',
      arithmetic: `${every} × (${shown(saves)} states of ${save} kB + ${shown(notes)} notes of looks of ${note} kB)`,
    },
    {
      what: 'Scheduler',
      quantity: minutes / 1e6,
      price: 'scheduler-invocation-million',
      arithmetic: every,
    },
    {
      what: 'Logs',
      quantity: (minutes * (messages + 1) * logBytesPerInvocation) / 1e9,
      price: 'cloudwatch-logs-gb',
      arithmetic: `${every} × (${shown(messages)} + 1) × ${logBytesPerInvocation} bytes`,
    },
  ];
}

/** What is paid for by the month, however little it has to do. */
function standingUsage({ channels, built, ownKey, dashboard }: LookedAfter): readonly Usage[] {
  const watched = channels > ownAlarmsMax ? 1 : channels;
  const named = alarmedByChannel(channels).length;
  return [
    {
      what: 'Alarms',
      quantity: ownAlarms + stateAlarms * watched + built,
      price: 'cloudwatch-alarm-month',
      arithmetic: `${ownAlarms} alarms, ${stateAlarms} × ${watched} on what is on air, and one for each of ${built} built channels`,
    },
    ...(ownKey ? [notificationKey] : []),
    ...(dashboard ? [dashboardUsage] : []),
    {
      what: 'Metrics',
      quantity: gauges + named * channels + otherMetrics,
      price: 'cloudwatch-metric-month',
      arithmetic: `${gauges} for all channels, ${named} × ${channels} that have alarms, ${otherMetrics} others`,
    },
  ];
}

/** A number of things, with a decimal where it is not whole. */
function shown(quantity: number): string {
  return quantity.toLocaleString('en', { maximumFractionDigits: quantity < 10 ? 2 : 0 });
}

/** Of alarms and failovers, in the control plane as for channels without MediaLive. */
export const notificationKey: Usage = {
  what: 'Encryption key',
  quantity: 1,
  price: 'kms-key-month',
  arithmetic: '1 key, for notifications; 2 and 3 after its first two rotations, a year each',
};

const dashboardUsage: Usage = {
  what: 'Dashboard',
  quantity: 1,
  price: 'cloudwatch-dashboard-month',
  arithmetic: '1 dashboard',
};

/** What is asked of flows: MediaConnect's calls are free, CloudWatch takes a price for each metric. */
function flowQuestions({ flows, standbyMetrics }: LookedAfter, every: string): readonly Usage[] {
  if (!standbyMetrics || flows === 0) return [];
  return [
    {
      what: 'Standby metrics',
      quantity: (minutes * flows * metricsPerFlow) / 1000,
      price: 'cloudwatch-get-metric-thousand',
      arithmetic: `${every} × ${flows} flows × ${metricsPerFlow} metrics`,
    },
  ];
}
