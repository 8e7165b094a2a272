import { BatchUpdateScheduleCommand } from '@aws-sdk/client-medialive';
import type { ScheduleAction } from '@aws-sdk/client-medialive';
import type { OnAir } from '../../../twin/medialive/channel/pipeline.ts';
import { channelId } from './stage.ts';
import type { Stage, StageOptions } from './stage.ts';
import { open } from './wire.ts';
import type { Wire } from './wire.ts';

/** A stage whose channel runs on A, with the schedule at hand through the API. */
export interface RunningStage extends Stage, Wire {
  schedule(...actions: readonly ScheduleAction[]): Promise<void>;
  unschedule(...names: readonly string[]): Promise<void>;
}

export async function running(options: StageOptions = {}): Promise<RunningStage> {
  const { set, served } = await open(options);
  await set.running();
  return withSchedule({ set, served });
}

/** The same for a channel that has not been started. */
export async function idle(options: StageOptions = {}): Promise<RunningStage> {
  return withSchedule(await open(options));
}

function withSchedule({ set, served }: Wire): RunningStage {
  const update = async (body: object): Promise<void> => {
    await served.client.send(new BatchUpdateScheduleCommand({ ChannelId: channelId, ...body }));
  };
  return {
    ...set,
    set,
    served,
    schedule: (...ScheduleActions) => update({ Creates: { ScheduleActions } }),
    unschedule: (...ActionNames) => update({ Deletes: { ActionNames } }),
  };
}

/** What each of the two pipelines has on air; undefined for one that does not run. */
export function onAir({ mediaLive }: Stage): readonly (OnAir | undefined)[] {
  return ([0, 1] as const).map((id) => mediaLive.channels.onAir(channelId, id));
}

export function attachments(set: Stage): readonly (string | undefined)[] {
  return onAir(set).map((air) => air?.attachment);
}
