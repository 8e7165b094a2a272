import type { Millis } from '../core/model/group.ts';
import { messageSource, type OwnMessage } from '../control/events/own-message.ts';
import type { Clock } from '../control/ports/clock.ts';
import type { DelayedLook, LookQueue, ObservationQueue } from '../control/ports/observation-queue.ts';
import type { TimerQueue } from '../control/ports/timer-queue.ts';
import { direct, type Passage } from './passage.ts';

/** The longest that SQS delays a message. */
const delayMaxMs = 900_000;

/** Our own messages to the channel-events queue: `send` is what the queue does with a body, `delayMs` in whole seconds. */
export function channelEvents(
  send: (body: string, delayMs: number) => void,
  clock: Clock,
  pass: Passage = direct,
): TimerQueue & ObservationQueue & LookQueue {
  const post = (call: string, message: OwnMessage, delayMs: number) =>
    pass(call, () => {
      send(JSON.stringify(message), delayMs);
    });
  const delayUntil = (at: Millis): Millis => {
    const seconds = Math.floor((at - clock.now()) / 1000);
    return Math.max(0, Math.min(seconds * 1000, delayMaxMs));
  };
  const sendLook = ({ channelArn, answers, ask, at }: DelayedLook) => {
    const message: OwnMessage = { source: messageSource, kind: 'observation', channelArn, answers, ask };
    send(JSON.stringify(message), delayUntil(at));
  };
  return {
    start: (channelArn, timerId, dueAt) => {
      const message: OwnMessage = { source: messageSource, kind: 'timer', channelArn, timerId, dueAt };
      return post('queue.start-timer', message, delayUntil(dueAt));
    },
    send: (channelArn) =>
      post('queue.observation', { source: messageSource, kind: 'observation', channelArn }, 0),
    // One call for all of them, as of a batch, which SQS takes in part or not at all.
    sendAll: async (looks) => {
      try {
        await pass('queue.looks', () => {
          for (const look of looks) sendLook(look);
        });
        return [];
      } catch {
        return looks;
      }
    },
  };
}
