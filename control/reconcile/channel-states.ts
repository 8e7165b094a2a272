import type { Answers } from '../../core/model/event.ts';
import type { Millis } from '../../core/model/group.ts';

/** States of which ListChannels does not say all there is: something may be on air. */
const liveStates: ReadonlySet<string> = new Set(['RUNNING', 'RECOVERING']);

/** What ListChannels showed of all channels of the account. */
export interface ChannelsSeen {
  /** When it was asked. */
  readonly at: Millis;
  /** The state of each, in the API's vocabulary, by ARN. */
  readonly states: ReadonlyMap<string, string>;
}

/** A list in pages may leave one out that is there, so that such a channel is looked at like one on air. */
export function mayBeOnAir({ states }: ChannelsSeen, channelArn: string): boolean {
  return isLive(states.get(channelArn) ?? 'RUNNING');
}

/** How many channels of the account are on air. */
export function countOnAir({ states }: ChannelsSeen): number {
  return [...states.values()].filter(isLive).length;
}

/** All there is to say of a channel that is not on air. */
export function idleAnswers({ at, states }: ChannelsSeen, channelArn: string): Answers {
  const state = states.get(channelArn);
  return state === undefined || isLive(state) ? {} : { channel: { at, state, pipelines: {} }, alerts: [] };
}

function isLive(state: string): boolean {
  return liveStates.has(state);
}
