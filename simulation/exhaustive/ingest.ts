import type { ActiveAlert, Answers } from '../../core/model/event.ts';
import { pipelineIds, type Millis, type PipelineId } from '../../core/model/group.ts';
import { noPackets } from './small-group.ts';

interface Ingest {
  readonly attachment: string;
  readonly alarm: { readonly id: string; readonly setAt: Millis } | null;
}

/** What each pipeline ingests, and the alarm that MediaLive has raised on it. */
export type Pipelines = Record<PipelineId, Ingest>;

/** What MediaLive answers when it is asked what the channel ingests. */
export function snapshotAt(now: Millis, pipelines: Pipelines): NonNullable<Answers['channel']> {
  const { '0': first, '1': second } = pipelines;
  const seen = ({ attachment }: Ingest) => ({ attachment, actionName: null });
  return { at: now, state: 'RUNNING', pipelines: { '0': seen(first), '1': seen(second) } };
}

/** What MediaLive answers when it is asked for its alerts. */
export function alertsOn(pipelines: Pipelines): readonly ActiveAlert[] {
  return pipelineIds.flatMap((pipeline) => {
    const { alarm } = pipelines[pipeline];
    return alarm
      ? [{ alarmId: alarm.id, alertType: noPackets, pipeline, setAt: alarm.setAt, message: '' }]
      : [];
  });
}
