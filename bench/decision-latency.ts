import { fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import * as alert from '../control/events/media-live/alert.ts';
import { awsEvent, type AwsEvent } from '../control/events/sample.ts';
import { pipelineIds, type PipelineId } from '../core/model/group.ts';
import { configurationOf, existing, lineUp } from '../rehearsal/existing-channels.ts';
import { openStage } from '../rehearsal/open-stage.ts';
import { noThrottle, type Stage } from '../rehearsal/stage.ts';
import { openSynthesis } from '../rehearsal/synthesis.ts';
import { percentile } from '../rehearsal/statistics.ts';
import { printVerdict } from './verdict.ts';

/**
 * From the end of the confirmation window to the BatchUpdateSchedule that the API receives, over many failovers, warm, one
 * after the other. The channels' media is well; the alerts are put on the queue as EventBridge delivers them, and the twin's
 * ListAlerts is made to agree, so that a site can be lost twice a second. Both times are read off the wire: the window's end
 * from the timer message, the call from the gateway.
 */
/** A twin with many more channels keeps two cores busy with their packets alone. */
const channelsPerRound = 45;
const warmUpsPerRound = 5;
const apartMs = 500;
const alertType = 'Stopped Receiving UDP Input';
const channels = lineUp([channelsPerRound], 'bench');

/** When each channel's windows ended, and when MediaLive was called for it: epoch ms, by the channel's index. */
interface Times {
  readonly windowsEnd: ReadonlyMap<number, readonly number[]>;
  readonly calledAt: ReadonlyMap<number, readonly number[]>;
}

const measuredPerRound = channelsPerRound - warmUpsPerRound;
const [, , given = '200', assemblyOfRound] = process.argv;
if (assemblyOfRound === undefined) await main(Number(given));
else process.send?.(await round(assemblyOfRound));

/** Each round is a process of its own: what one leaves behind must not have the next one's clocks wait for the garbage collector. */
async function main(failovers: number): Promise<void> {
  const synthesis = openSynthesis();
  try {
    const policy = { alerts: { [alertType]: { confirm: '1s', clear: '10s' } } };
    const text = configurationOf({ name: 'bench', channels, policy });
    const assembly = await synthesis.assemblyOf({ text }, new AbortController().signal);
    const rounds: Times[] = [];
    while (rounds.length * measuredPerRound < failovers) {
      const child = fork(import.meta.filename, ['round', assembly], { serialization: 'advanced' });
      const [times] = (await once(child, 'message')) as [Times];
      rounds.push(times);
    }
    report(rounds);
  } finally {
    synthesis.close();
  }
}

async function round(assembly: string): Promise<Times> {
  const stage = await openStage({
    assembly,
    ...existing(channels),
    mediaLive: { throttle: noThrottle },
    signal: new AbortController().signal,
  });
  try {
    return await loseSites(stage);
  } finally {
    await stage.close();
  }
}

/** Has every channel lose the site it is on, one after the other. */
async function loseSites({ twin, clients, output }: Stage): Promise<Times> {
  const lost = new Map<number, string>();
  const windowsEnd = new Map<number, number[]>();
  const calledAt = new Map<number, number[]>();
  twin.intercept(async (call, next) => {
    const channel = channels.findIndex(({ id }) => call.url.includes(`/channels/${id}/`));
    if (call.operation === 'ListAlerts' && lost.has(channel)) {
      const body = JSON.stringify({
        alerts: ['0', '1'].map((pipelineId) => activeAlert(lost.get(channel), pipelineId)),
      });
      return { status: 200, headers: { 'content-type': 'application/json' }, body };
    }
    if (call.operation === 'BatchUpdateSchedule' && channel >= 0) {
      calledAt.set(channel, [...(calledAt.get(channel) ?? []), call.receivedAt]);
    }
    if (call.service === 'sqs' && call.operation === 'SendMessage') {
      noteTimer(call.body.toString(), windowsEnd);
    }
    return next();
  });
  const queueUrl = output('ChannelEventsQueueUrl');
  for (let channel = 0; channel < channelsPerRound; channel += 1) {
    lost.set(channel, randomBytes(20).toString('hex'));
    for (const pipeline of pipelineIds) {
      const event = setAlert(channel, lost.get(channel), pipeline);
      await clients.sqs.send(
        new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(event) }),
      );
    }
    await sleep(apartMs);
  }
  await sleep(5_000);
  return { windowsEnd, calledAt };
}

/** The end of a confirmation window, as the timer that marks it says; the last one before the call is the one that led to it. */
function noteTimer(body: string, windowsEnd: Map<number, number[]>): void {
  const { MessageBody } = JSON.parse(body) as { MessageBody: string };
  const message = JSON.parse(MessageBody) as {
    kind?: string;
    timerId?: string;
    channelArn?: string;
    dueAt?: number;
  };
  if (message.kind !== 'timer' || message.timerId !== 'health' || message.dueAt === undefined) return;
  const channel = channels.findIndex(({ arn }) => arn === message.channelArn);
  if (channel >= 0) windowsEnd.set(channel, [...(windowsEnd.get(channel) ?? []), message.dueAt]);
}

function report(rounds: readonly Times[]): void {
  const measuredChannels = Array.from({ length: measuredPerRound }, (_, index) => index + warmUpsPerRound);
  const measured = rounds.flatMap(({ windowsEnd, calledAt }) =>
    measuredChannels.map((channel) => ({
      ended: windowsEnd.get(channel) ?? [],
      called: calledAt.get(channel) ?? [],
    })),
  );
  const latencies = measured.flatMap(({ ended, called: [called] }) => {
    const before = ended.filter((at) => called !== undefined && at <= called);
    return called === undefined || before.length === 0 ? [] : [called - Math.max(...before)];
  });
  const notOnce = measured.filter(({ called }) => called.length !== 1).length;
  console.log(
    `${measured.length} failovers in ${rounds.length} rounds; window's end -> BatchUpdateSchedule received:`,
  );
  printVerdict([
    { what: 'p50', measured: percentile(latencies, 0.5), unit: 'ms', bound: 60 },
    { what: 'p99', measured: percentile(latencies, 0.99), unit: 'ms', bound: 250 },
    { what: 'channels not switched exactly once', measured: notOnce, unit: '', bound: 0 },
    { what: 'decided without a timer', measured: measured.length - latencies.length, unit: '', bound: 0 },
  ]);
}

function activeAlert(id: string | undefined, pipelineId: string): Record<string, string | undefined> {
  const setTimestamp = new Date().toISOString();
  return { id: `${id}${pipelineId}`, alertType, pipelineId, state: 'SET', setTimestamp, message: 'bench' };
}

function setAlert(channel: number, id: string | undefined, pipeline: PipelineId): AwsEvent {
  const said = alert.sample(channels[channel]?.arn ?? '', {
    type: 'alert',
    alarmId: `${id}${pipeline}`,
    alarmState: 'set',
    alertType,
    pipeline,
    message: 'Stopped receiving network data on [site-a]',
  });
  return awsEvent(randomUUID(), Date.now(), said);
}
