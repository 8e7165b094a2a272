/** What happens to a channel; every time is in milliseconds after noon. */
import type { EffectResult } from '../../../core/model/effect.ts';
import type { ChannelEvent, FlowReport } from '../../../core/model/event.ts';
import type { PipelineId } from '../../../core/model/group.ts';

/** A Saturday in November, at noon UTC. */
export const noon = Date.UTC(2026, 10, 21, 12);

type Unstamped<E> = E extends ChannelEvent ? Omit<E, 'id' | 'now'> : never;

/** An event without its id and the moment it is decided on. */
export type Happening = Unstamped<ChannelEvent>;

export const udpLoss = 'Stopped Receiving UDP Input';

/** A MediaLive alert, raised or cleared at `atMs` after noon. */
export function alert(
  alarmState: 'set' | 'cleared',
  pipeline: PipelineId,
  atMs: number,
  alarmId = `alarm-${pipeline}`,
): Happening {
  const message = 'Stopped receiving network data on [site]';
  return { type: 'alert', at: noon + atMs, pipeline, alarmId, alertType: udpLoss, alarmState, message };
}

export function flow(connected: boolean, name: string, pipeline: PipelineId, atMs: number): Happening {
  return { type: 'flow-health', at: noon + atMs, site: name, pipeline, scope: 'flow', connected };
}

/** What else MediaConnect says of the flow behind a site's pipeline, at `atMs` after noon. */
export function report(said: FlowReport, name: string, pipeline: PipelineId, atMs: number): Happening {
  return { type: 'flow-report', at: noon + atMs, site: name, pipeline, report: said };
}

export function change(
  pipeline: PipelineId,
  name: string,
  atMs: number,
  actionName: string | null = null,
): Happening {
  return { type: 'input-change', at: noon + atMs, pipeline, attachment: `site-${name}`, actionName };
}

export function channelState(state: string, atMs: number, pipeline: PipelineId | null = null): Happening {
  return { type: 'channel-state', at: noon + atMs, state, pipeline };
}

/** The message of a timer; unless its time is given, of one that has not been armed anew since. */
export function timer(timerId = 'any', dueAtMs = 86_400_000): Happening {
  return { type: 'timer', timerId, dueAt: noon + dueAtMs };
}

export function outcome(...results: readonly EffectResult[]): Happening {
  return { type: 'outcome', results };
}
