import type { Answers } from '../../../core/model/event.ts';

/** Has the controller look at a channel. */
export interface ObservationQueue {
  /** Without answers the controller asks MediaLive itself. */
  send(channelArn: string, answers?: Answers): Promise<void>;
}
