import { setTimeout as sleep } from 'node:timers/promises';
import { existing, lineToA, type ExistingChannel } from '../existing-channels.ts';
import { isSettled } from '../operator.ts';
import { openStage } from '../open-stage.ts';
import { named, noThrottle, type Stage } from '../stage.ts';
import type { QueueFacts } from './judge.ts';
import { ChannelRecord } from './record.ts';

/** More than six deliveries of a message and two looks of the reconciler would take is not waited for. */
const endMs = 180_000;
const lookMs = 1000;

/** What a fault can get hold of, and the record of what becomes of the channels. */
export interface FaultStage extends Stage {
  readonly record: ChannelRecord;
  /** EventBridge loses the `MediaLive Channel Input Change` events of a channel from now on. */
  loseInputChanges(channelArn: string): void;
}

/** Opens a stage on which whatever becomes of the channels is recorded. */
export async function openFaultStage(
  assembly: string,
  channels: readonly ExistingChannel[],
  signal: AbortSignal,
): Promise<FaultStage> {
  let record: ChannelRecord | undefined;
  const stage = await openStage({
    assembly,
    ...existing(channels),
    // Throttling is a fault by itself here.
    mediaLive: { throttle: noThrottle },
    onStarted: (twin) => {
      record = new ChannelRecord(twin);
    },
    signal,
  });
  const muted = new Set<string>();
  stage.twin.setEventDelivery({
    drop: ({ 'detail-type': type, resources }) =>
      type === 'MediaLive Channel Input Change' && resources.some((arn) => muted.has(arn)),
  });
  return {
    ...stage,
    record: named(record, 'a twin that has started'),
    loseInputChanges: (arn) => void muted.add(arn),
  };
}

/** Cuts the channels, which are of one wave, off from site A. */
export async function lose(stage: FaultStage, channels: readonly ExistingChannel[]): Promise<void> {
  const at = await stage.site('A').cut(undefined, lineToA(channels[0] ?? { wave: 0 }));
  for (const channel of channels) stage.record.lost(channel, at);
}

/** Until every channel is on B, the control plane is done with it, and no message waits; or nothing of the kind is to be expected any more. */
export async function untilDone(stage: FaultStage, channels: readonly ExistingChannel[]): Promise<void> {
  const { record, signal } = stage;
  const deadline = Date.now() + endMs;
  while (Date.now() < deadline) {
    await sleep(lookMs, undefined, { signal });
    const open = channels.filter((channel) => !record.isSettled(channel));
    for (const channel of open.filter((one) => record.onBMs(one) !== undefined)) {
      if (isSettled(await stage.statusOf(channel))) record.settled(channel);
    }
    if (channels.every((channel) => record.isSettled(channel)) && (await stage.waitingEvents()) === 0) return;
  }
}

/** What is in the queues when all is over. */
export async function queuesOf(stage: Stage): Promise<QueueFacts> {
  return { waiting: await stage.waitingEvents(), deadLetters: await stage.deadLetters() };
}
