import type { Millis } from '../../core/model/group.ts';

/** Messages of a channel to itself, delivered later. */
export interface TimerQueue {
  /** Delivered when due, or earlier when that is further away than the queue can delay: then the timer re-arms. */
  start(channelArn: string, timerId: string, dueAt: Millis): Promise<void>;
}
