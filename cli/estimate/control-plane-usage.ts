import { memoryMb } from '../../config/function-memory.ts';
import { alarmedByChannel, ownAlarmsMax } from '../../config/own-alarms.ts';
import { monthHours, type Usage } from './usage.ts';

/** The controller gets a message about every channel once a minute, whether anything runs or not. */
const minutes = monthHours * 60;
/** What the twin shows of a warm observation, rounded up, and as much again for the answers of MediaLive; assumed. */
const observationSeconds = 0.1;
const controllerGb = memoryMb.controller / 1024;
const reconcilerGb = memoryMb.reconciler / 1024;
/** Of a run, without the details of flows; assumed. */
const reconcilerSeconds = 0.8;
/** Flows whose details a run asks for, and how many a second (lambdas/reconciler/flow-quota.ts). */
const describesMax = 120;
const describesPerSecond = 15;
/** Ten messages go out in one request, and each is received and deleted. */
const requestsPerMessage = 2.1;
/** When a channel was looked at is noted, and one look in twenty finds something new. */
const writesPerObservation = 1.05;
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
 * The heartbeat, the age of the oldest look, and what is reported in a few hours of the month: a metric is paid for by the hour in
 * which it has data.
 */
const otherMetrics = 5;
const logBytesPerInvocation = 1200;

/** What the control plane of a configuration looks after. */
export interface LookedAfter {
  readonly channels: number;
  /** Channels among them that the deployment builds. */
  readonly built: number;
  /** MediaConnect flows, each once. */
  readonly flows: number;
  /** Whether CloudWatch is asked about the flows. */
  readonly standbyMetrics: boolean;
  /** Whether the deployment makes the key for its notifications. */
  readonly ownKey: boolean;
  readonly dashboard: boolean;
}

/**
 * The control plane while nothing happens. A failover adds some ten messages, calls and writes: thousands of them would not
 * show here. The free tiers are not deducted.
 */
export function controlPlaneUsage(lookedAfter: LookedAfter): readonly Usage[] {
  const { channels, built } = lookedAfter;
  const observations = minutes * channels;
  const controllerSeconds = observations * observationSeconds;
  const runSeconds = reconcilerSeconds + Math.min(lookedAfter.flows, describesMax) / describesPerSecond;
  const watched = channels > ownAlarmsMax ? 1 : channels;
  const alarms = ownAlarms + stateAlarms * watched + built;
  const named = alarmedByChannel(channels).length;
  const every = `${minutes.toLocaleString('en')} minutes`;
  return [
    {
      what: 'Lambda requests',
      quantity: (observations + minutes) / 1e6,
      price: 'lambda-request-million',
      arithmetic: `${every} × (${channels} channels + 1)`,
    },
    {
      what: 'Lambda time',
      quantity: controllerSeconds * controllerGb + minutes * runSeconds * reconcilerGb,
      price: 'lambda-arm-gb-second',
      arithmetic: `${every} × (${channels} × ${observationSeconds} s × ${controllerGb} GB + ${runSeconds.toFixed(1)} s × ${reconcilerGb} GB)`,
    },
    {
      what: 'SQS',
      quantity: (requestsPerMessage * observations + emptyReceives) / 1e6,
      price: 'sqs-request-million',
      arithmetic: `${every} × ${channels} × ${requestsPerMessage}, with messages of no more than the 64 kB of one request, and ${emptyReceives.toLocaleString('en')} empty long polls`,
    },
    {
      what: 'DynamoDB reads',
      quantity: (2 * observations + minutes) / 1e6,
      price: 'dynamodb-read-million',
      arithmetic: `${every} × (${channels} × 2 + 1), each consistent`,
    },
    {
      what: 'DynamoDB writes',
      quantity: (writesPerObservation * observations) / 1e6,
      price: 'dynamodb-write-million',
      arithmetic: `${every} × ${channels} × ${writesPerObservation}: when it was looked at, and one in twenty finds something new`,
    },
    {
      what: 'Scheduler',
      quantity: minutes / 1e6,
      price: 'scheduler-invocation-million',
      arithmetic: every,
    },
    {
      what: 'Alarms',
      quantity: alarms,
      price: 'cloudwatch-alarm-month',
      arithmetic: `${ownAlarms} alarms, ${stateAlarms} × ${watched} on what is on air, and one for each of ${built} built channels`,
    },
    ...(lookedAfter.ownKey ? [notificationKey] : []),
    ...(lookedAfter.dashboard ? [dashboard] : []),
    {
      what: 'Metrics',
      quantity: gauges + named * channels + otherMetrics,
      price: 'cloudwatch-metric-month',
      arithmetic: `${gauges} for all channels, ${named} × ${channels} that have alarms, ${otherMetrics} others`,
    },
    {
      what: 'Logs',
      quantity: ((observations + minutes) * logBytesPerInvocation) / 1e9,
      price: 'cloudwatch-logs-gb',
      arithmetic: `${every} × (${channels} + 1) × ${logBytesPerInvocation} bytes`,
    },
    ...flowQuestions(lookedAfter, every),
  ];
}

/** Of alarms and failovers, in the control plane as for channels without MediaLive. */
export const notificationKey: Usage = {
  what: 'Encryption key',
  quantity: 1,
  price: 'kms-key-month',
  arithmetic: '1 key, for notifications; 2 and 3 after its first two rotations, a year each',
};

const dashboard: Usage = {
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
