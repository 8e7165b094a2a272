/** What has happened to a channel before a test begins. */
import type { FlowSnapshot } from '../../../core/model/event.ts';
import { pipelineIds, type FailoverGroup, type Policy } from '../../../core/model/group.ts';
import type { Transition } from '../../../core/transition.ts';
import { seenOn } from './answers.ts';
import { Channel } from './channel.ts';
import { automatic, groupOf, threeSites } from './groups.ts';
import { alert, flow, noon, outcome, timer } from './happenings.ts';

/** A channel that is running, healthy and on site A, with every other site's flows connected; the clock is past 0. */
export function onAirA(group = groupOf()): Channel {
  const channel = new Channel(group);
  channel.at(-600_000, seenOn('A', -600_000));
  for (const { name, flows } of group.sites) {
    for (const pipeline of ['0', '1'] as const) {
      if (flows[pipeline]) channel.at(-599_000, flow(true, name, pipeline, -599_000));
    }
  }
  settleOutbox(channel, -598_000);
  return channel;
}

/** Whatever is owed besides switches is carried out. */
export function settleOutbox(channel: Channel, atMs: number): void {
  const owed = Object.values(channel.state.outbox).filter(({ type }) => type !== 'schedule-switch');
  channel.at(atMs, outcome(...owed.map(({ id }) => ({ effectId: id, result: 'done' }) as const)));
}

/** MediaLive's word on the deletion that is owed. */
export function answerCancel(
  channel: Channel,
  atMs: number,
  result: 'done' | 'refused' = 'done',
): Transition {
  const effect = Object.values(channel.state.outbox).findLast(({ type }) => type === 'cancel-switch');
  const effectId = effect?.id ?? '';
  return channel.at(
    atMs,
    outcome(result === 'done' ? { effectId, result } : { effectId, result, message: 'late' }),
  );
}

/** Both pipelines raise their alarm at `atMs`, and both windows pass: what follows is decided at `atMs` + 4 s. */
export function lose(channel: Channel, atMs: number): Transition {
  channel.at(atMs, alert('set', '0', atMs, `alarm-0-${atMs}`));
  channel.at(atMs, alert('set', '1', atMs, `alarm-1-${atMs}`));
  return channel.at(atMs + 4_000, timer());
}

/** A failover from A to B, carried out: both pipelines are on B at `atMs` + 20 s. */
export function failOverToB(channel: Channel, atMs = 0): void {
  lose(channel, atMs);
  channel.schedule(atMs + 4_100, atMs + 19_600);
  channel.arrive(atMs + 20_000, 'B');
}

/** Site A is lost at noon: the switch to the next one is ordered at 4 s, and owed. */
export function lostA(group?: FailoverGroup): Channel {
  const channel = onAirA(group);
  lose(channel, 0);
  return channel;
}

/** The same, and MediaLive has taken the switch in, to start at 19.6 s. */
export function leavingA(group?: FailoverGroup): Channel {
  const channel = lostA(group);
  channel.schedule(4_100, 19_600);
  return channel;
}

/** A failed over to B at 20 s. */
export function failedOver(group?: FailoverGroup): Channel {
  const channel = onAirA(group);
  failOverToB(channel);
  return channel;
}

/** A failed over to B at 20 s; A's flows came back at 40 s, so that A is healthy from 50 s and stable from 100 s on. */
export function recoveredA(changes: Partial<Policy> = {}, failback = automatic): Channel {
  const channel = failedOver(threeSites({ failback, ...changes }));
  channel.flows(false, 'A', 30_000);
  channel.flows(true, 'A', 40_000);
  channel.at(50_000, timer());
  return channel;
}

/** The reconciler sees both flows of a site so. */
export function look(channel: Channel, atMs: number, name: string, seen: Partial<FlowSnapshot>, onAir = 'A') {
  const whole: FlowSnapshot = { at: noon + atMs, status: 'ACTIVE', ...seen };
  const flows = Object.fromEntries(pipelineIds.map((pipeline) => [`arn:flow:${name}${pipeline}`, whole]));
  const observed = seenOn(onAir, atMs);
  return channel.at(atMs, {
    ...observed,
    answers: { ...('answers' in observed ? observed.answers : {}), flows },
  });
}
