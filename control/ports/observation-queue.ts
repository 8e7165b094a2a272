import type { Answers, Inquiry } from '../../core/model/event.ts';
import type { Millis } from '../../core/model/group.ts';

/** Has the controller look at a channel. */
export interface ObservationQueue {
  /** Now; the controller asks MediaLive everything itself. */
  send(channelArn: string): Promise<void>;
}

/** What MediaLive is asked in a look; after `before` nothing any more, because the next look has been sent by then. */
export interface Ask extends Inquiry {
  readonly before: Millis;
}

/** One look at a channel, for later. */
export interface DelayedLook {
  readonly channelArn: string;
  /** What has been seen of the channel already. */
  readonly answers: Answers;
  /** What MediaLive is asked, unless an answer says it. */
  readonly ask: Ask;
  /** Not before this instant, or up to a second. */
  readonly at: Millis;
}

/** As many messages as SQS takes in one call (SendMessageBatch, SQS API reference). */
export const looksAtOnce = 10;

/** Has the controller look at many channels, each at its time. */
export interface LookQueue {
  /** @returns the looks that the queue did not take. */
  sendAll(looks: readonly DelayedLook[]): Promise<readonly DelayedLook[]>;
}
