import type { AlertEvent, ChannelStateEvent, InputChangeEvent } from '../../../core/model/event.ts';
import type { Envelope } from '../envelope.ts';
import { ignored, type ParsedMessage } from '../parsed-message.ts';
import type { Said } from '../sample.ts';
import * as alert from './alert.ts';
import * as inputChange from './input-change.ts';
import * as stateChange from './state-change.ts';

/** The events of channels that are read, by detail type (EventBridge reference, events-ref-medialive). */
const readers: ReadonlyMap<string, (event: Envelope) => ParsedMessage> = new Map([
  [alert.detailType, alert.read],
  [inputChange.detailType, inputChange.read],
  [stateChange.detailType, stateChange.read],
]);

/** What the rules let through. */
export function channelDetailTypes(): string[] {
  return [...readers.keys()];
}

/**
 * Reads an event of `aws.medialive`. The channel is always taken from `detail.channel_arn`: `resources` names another one in the
 * user guide's own sample of a state change.
 */
export function readMediaLiveEvent(event: Envelope): ParsedMessage {
  const detailType = event['detail-type'];
  const read = readers.get(detailType);
  return read ? read(event) : ignored('unknown-detail-type', detailType);
}

type WithoutTime<E> = E extends unknown ? Omit<E, 'at'> : never;

/** What MediaLive can say of a channel. */
export type ChannelNews = WithoutTime<AlertEvent | InputChangeEvent | ChannelStateEvent>;

/** The same in its own words. */
export function saidOfChannel(channelArn: string, news: ChannelNews): Said {
  switch (news.type) {
    case 'alert':
      return alert.sample(channelArn, news);
    case 'input-change':
      return inputChange.sample(channelArn, news);
    case 'channel-state':
      return stateChange.sample(channelArn, news);
  }
}
