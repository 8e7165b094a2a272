import type { ChannelState, PipelineState } from './model/state.ts';
import type { GroupHealth, PipelineHealth } from './model/health.ts';
import { stateSchemaVersion } from './model/state.ts';

export const unknownHealth: PipelineHealth = {
  status: 'unknown',
  since: 0,
  alarms: {},
  flow: null,
  leftDownAt: null,
  goodSince: null,
  mending: false,
};

export const unknownGroupHealth: GroupHealth = { '0': unknownHealth, '1': unknownHealth };

const unobserved: PipelineState = { running: null, runningAt: 0, attachment: null, since: 0 };

/** A channel of which nothing is known yet. */
export function initialState(channelArn: string): ChannelState {
  return {
    schemaVersion: stateSchemaVersion,
    channelArn,
    version: 0,
    generation: 0,
    pipelines: { '0': unobserved, '1': unobserved },
    intended: null,
    health: {},
    switch: null,
    planned: null,
    hold: null,
    divergedSince: null,
    incident: null,
    recentSwitches: [],
    timers: {},
    outbox: {},
  };
}
