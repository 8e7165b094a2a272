import { handleEvent, type Circumstances } from '../../../control/loop/handle-event.ts';
import type { IncomingEvent } from '../../../control/events/incoming-event.ts';
import { channelArnOf } from './deployment.ts';
import type { World } from './world.ts';

export const channelArn = channelArnOf(1);

/** MediaLive shows both pipelines of a running channel on one attachment. */
export function onAir(world: Pick<World, 'clock' | 'mediaLive'>, attachment: string): void {
  const pipeline = { attachment, actionName: null };
  world.mediaLive.snapshot = {
    at: world.clock.now(),
    state: 'RUNNING',
    pipelines: { '0': pipeline, '1': pipeline },
  };
}

/** Has channel 1 decide on an event, as the controller would. */
export function deliver(world: World, event: IncomingEvent, circumstances: Partial<Circumstances> = {}) {
  return handleEvent(world, channelArn, event, { deadlineAt: world.clock.now() + 10_000, ...circumstances });
}

/** An alert of one pipeline, raised or cleared now. */
export function alert(
  world: Pick<World, 'clock'>,
  pipeline: '0' | '1',
  alarmState: 'set' | 'cleared' = 'set',
): IncomingEvent {
  const at = world.clock.now();
  return {
    type: 'alert',
    id: `alert-${pipeline}-${alarmState}-${at}`,
    at,
    pipeline,
    alarmId: `alarm-${pipeline}`,
    alertType: 'Stopped Receiving UDP Input',
    alarmState,
    message: 'Stopped receiving network data',
  };
}

/** The channel is looked at for the first time, A on air and well on both pipelines. */
export async function settleOnA(world: World): Promise<void> {
  onAir(world, 'site-A');
  await deliver(world, { type: 'observation', id: 'first-look' });
  world.clock.advance(60_000);
  world.mediaLive.calls.length = 0;
  world.timers.started.length = 0;
}

/** Both pipelines lose site A; MediaLive says the same when asked. */
export async function loseA(world: World): Promise<void> {
  for (const pipeline of ['0', '1'] as const) {
    const event = alert(world, pipeline);
    if (event.type === 'alert') {
      const { alarmId, alertType, message, at } = event;
      world.mediaLive.alerts.push({ alarmId, alertType, pipeline, setAt: at, message });
    }
    await deliver(world, event);
  }
}

/** The timers that are due by now, each as the event that its message becomes; taken from the queue. */
export function dueTimers(
  world: Pick<World, 'clock' | 'timers'>,
): readonly (IncomingEvent & { type: 'timer' })[] {
  const now = world.clock.now();
  const { started } = world.timers;
  const due = started.filter(({ dueAt }) => dueAt <= now);
  world.timers.started.splice(0, started.length, ...started.filter(({ dueAt }) => dueAt > now));
  return due.map(({ timerId, dueAt }) => ({ type: 'timer', id: `${timerId}@${dueAt}`, timerId, dueAt }));
}

/** Time passes, and every timer that comes due by then is delivered, one after the other. */
export async function pass(world: World, durationMs: number): Promise<void> {
  world.clock.advance(durationMs);
  for (const timer of dueTimers(world)) await deliver(world, timer);
}

/** The switches in MediaLive's schedule. */
export function scheduled(world: World): readonly string[] {
  return [...world.mediaLive.schedule.values()].map(({ attachment }) => attachment);
}
