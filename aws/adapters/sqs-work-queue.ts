import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { WorkQueue } from '../../control/lifecycle/ports.ts';

/** The function's messages to itself, on an SQS queue. */
export function sqsWorkQueue(client: SQSClient, queueUrl: string): WorkQueue {
  return {
    send: async (work, delaySeconds) => {
      await client.send(
        new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageBody: JSON.stringify(work),
          DelaySeconds: delaySeconds,
        }),
      );
    },
  };
}
