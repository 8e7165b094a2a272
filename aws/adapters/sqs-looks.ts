import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { messageSource, type OwnMessage } from '../../control/events/own-message.ts';
import type { Logger } from '../../control/ports/logger.ts';
import type { Clock } from '../../control/ports/clock.ts';
import { looksAtOnce, type DelayedLook, type LookQueue } from '../../control/ports/observation-queue.ts';
import { delaySecondsFor } from './delay-seconds.ts';

/** Of all messages of a batch together; SQS took no more than 256 KiB until it took 1 MiB. */
const bytesMax = 256 * 1024;

interface Entry {
  readonly look: DelayedLook;
  readonly body: string;
}

/** Looks, sent as delayed messages of the channel-events queue, ten in one call. */
export function sqsLooks(
  client: SQSClient,
  queueUrl: string,
  { clock, logger }: { readonly clock: Clock; readonly logger: Logger },
): LookQueue {
  const sendBatch = async (batch: readonly Entry[]): Promise<readonly DelayedLook[]> => {
    const Entries = batch.map(({ look, body }, index) => ({
      Id: String(index),
      MessageBody: body,
      DelaySeconds: delaySecondsFor(look.at - clock.now()),
    }));
    try {
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
      if (Failed.length > 0) logger.warn('SQS did not take all messages of a batch', { failed: Failed });
      const failed = new Set(Failed.map(({ Id }) => Id));
      return batch.filter((_, index) => failed.has(String(index))).map(({ look }) => look);
    } catch (error) {
      logger.warn('SQS did not take a batch of messages', { error });
      return batch.map(({ look }) => look);
    }
  };
  return {
    sendAll: async (looks) => {
      const unsent: DelayedLook[] = [];
      for (const batch of batchesOf(looks.map(entryOf))) unsent.push(...(await sendBatch(batch)));
      return unsent;
    },
  };
}

function entryOf(look: DelayedLook): Entry {
  const { channelArn, answers, ask } = look;
  const message: OwnMessage = { source: messageSource, kind: 'observation', channelArn, answers, ask };
  return { look, body: JSON.stringify(message) };
}

/** As few batches as hold the entries, in their order. */
function batchesOf(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const batches: Entry[][] = [];
  let bytes = Infinity;
  for (const entry of entries) {
    const size = Buffer.byteLength(entry.body);
    const last = batches.at(-1);
    if (last && last.length < looksAtOnce && bytes + size <= bytesMax) {
      last.push(entry);
      bytes += size;
    } else {
      batches.push([entry]);
      bytes = size;
    }
  }
  return batches;
}
