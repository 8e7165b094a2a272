import { messageSource, type OwnMessage } from '../../lambdas/shared/events/own-message.ts';
import type { Clock } from '../../lambdas/shared/ports/clock.ts';
import type { ObservationQueue } from '../../lambdas/shared/ports/observation-queue.ts';
import type { TimerQueue } from '../../lambdas/shared/ports/timer-queue.ts';
import { direct, type Passage } from './passage.ts';

/** The longest that SQS delays a message. */
const delayMaxMs = 900_000;

/** Our own messages to the channel-events queue: `send` is what the queue does with a body, `delayMs` in whole seconds. */
export function channelEvents(
  send: (body: string, delayMs: number) => void,
  clock: Clock,
  pass: Passage = direct,
): TimerQueue & ObservationQueue {
  const post = (call: string, message: OwnMessage, delayMs: number) =>
    pass(call, () => {
      send(JSON.stringify(message), delayMs);
    });
  return {
    start: (channelArn, timerId, dueAt) => {
      const seconds = Math.floor((dueAt - clock.now()) / 1000);
      const delayMs = Math.max(0, Math.min(seconds * 1000, delayMaxMs));
      return post(
        'queue.start-timer',
        { source: messageSource, kind: 'timer', channelArn, timerId, dueAt },
        delayMs,
      );
    },
    send: (channelArn, answers) =>
      post(
        'queue.observation',
        { source: messageSource, kind: 'observation', channelArn, ...(answers && { answers }) },
        0,
      ),
  };
}
