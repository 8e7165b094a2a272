import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Clock } from '../../control/ports/clock.ts';
import type { ObservationQueue } from '../../control/ports/observation-queue.ts';
import type { TimerQueue } from '../../control/ports/timer-queue.ts';
import { messageSource, type OwnMessage } from '../../control/events/own-message.ts';
import { delaySecondsFor } from './delay-seconds.ts';

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
    // The controller waits out the fraction of a second, which is quicker than arriving up to a second late.
    start: (channelArn, timerId, dueAt) =>
      send(
        { source: messageSource, kind: 'timer', channelArn, timerId, dueAt },
        delaySecondsFor(dueAt - clock.now()),
      ),
    send: (channelArn) => send({ source: messageSource, kind: 'observation', channelArn }, 0),
  };
}
