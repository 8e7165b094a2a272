import { isDeepStrictEqual } from 'node:util';
import type { FailoverGroup } from '../../core/model/group.ts';
import type { ChannelState } from '../../core/model/state.ts';
import { healthOf, siteOnAir, runningPipelines } from '../../core/on-air.ts';
import type { Meter } from '../ports/meter.ts';
import type { Evaluated } from '../loop/evaluate.ts';
import type { IncomingEvent } from '../events/incoming-event.ts';

/**
 * Reports what is so of a channel with every look at it, which is once a minute, and as soon as it changes. A gauge and no
 * count: an alarm on it stays red until it is over.
 */
export function measureChannel(meter: Meter, { type }: IncomingEvent, { before, state }: Evaluated): void {
  const { member, group } = before;
  const now = gaugesOf(state, group);
  if (type !== 'observation' && isDeepStrictEqual(now, gaugesOf(before.state, group))) return;
  const channel = member.name ?? member.channelArn;
  meter.gauge('OffAir', channel, now.offAir);
  meter.gauge('StandbyUnhealthy', channel, now.standbyUnhealthy);
  meter.gauge('ChannelStopped', channel, now.stopped);
}

function gaugesOf(state: ChannelState, group: FailoverGroup) {
  const running = runningPipelines(state);
  const isLost = (pipeline: (typeof running)[number]) => {
    const onAir = siteOnAir(state, group, pipeline);
    return onAir !== null && healthOf(state, onAir.name)[pipeline].status === 'down';
  };
  const stopped = running.length === 0;
  const level = state.protection?.level;
  return {
    stopped,
    offAir: !stopped && running.every(isLost),
    standbyUnhealthy: !stopped && (level === 'half' || level === 'none'),
  };
}
