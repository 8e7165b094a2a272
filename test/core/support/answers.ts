/** What MediaLive answers when it is asked. */
import type { Answers, ChannelSnapshot } from '../../../core/model/event.ts';
import type { PipelineId } from '../../../core/model/group.ts';
import { noon, udpLoss, type Happening } from './happenings.ts';

export function snapshot(
  atMs: number,
  sites: Partial<Record<PipelineId, string>>,
  state = 'RUNNING',
  actionName: string | null = null,
): ChannelSnapshot {
  const pipelines = Object.fromEntries(
    Object.entries(sites).map(([pipeline, name]) => [pipeline, { attachment: `site-${name}`, actionName }]),
  );
  return { at: noon + atMs, state, pipelines };
}

/** An alert as ListAlerts shows it. */
export function listed(pipeline: PipelineId, setAtMs: number, alarmId = `alarm-${pipeline}`) {
  return { alarmId, alertType: udpLoss, pipeline, setAt: noon + setAtMs, message: '' };
}

/** The reconciler has seen both pipelines on one site, without alerts. */
export function seenOn(name: string, atMs: number, alerts: NonNullable<Answers['alerts']> = []): Happening {
  return {
    type: 'observation',
    answers: { channel: snapshot(atMs, { '0': name, '1': name }), alerts },
  };
}

/** The reconciler has looked, and MediaLive has answered so. */
export function observed(answers: Answers): Happening {
  return { type: 'observation', answers };
}
