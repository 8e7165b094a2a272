import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Clock } from '../ports/clock.ts';
import type { ObservationQueue } from '../ports/observation-queue.ts';
import type { TimerQueue } from '../ports/timer-queue.ts';
import { messageSource, type OwnMessage } from '../events/own-message.ts';

/** The longest that SQS delays a message. */
const delaySecondsMax = 900;

/** Our own messages on the channel-events queue. */
export function sqsChannelEvents(
  client: SQSClient,
  queueUrl: string,
  clock: Clock,
): TimerQueue & ObservationQueue {
  const send = async (message: OwnMessage, delaySeconds: number) => {
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify(message),
        DelaySeconds: delaySeconds,
      }),
    );
  };
  return {
    start: (channelArn, timerId, dueAt) =>
      send(
        { source: messageSource, kind: 'timer', channelArn, timerId, dueAt },
        delayFor(dueAt - clock.now()),
      ),
    send: (channelArn, answers) =>
      send({ source: messageSource, kind: 'observation', channelArn, ...(answers && { answers }) }, 0),
  };
}

/** SQS delays by whole seconds; the controller waits out the fraction, which is quicker than arriving up to a second late. */
function delayFor(waitMs: number): number {
  return Math.max(0, Math.min(Math.floor(waitMs / 1000), delaySecondsMax));
}
