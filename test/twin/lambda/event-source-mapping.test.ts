/** What becomes of batches between a queue and a function, with both of them played. */
import { describe, expect, it } from '@jest/globals';
import type { BatchFate } from '../../../twin/lambda/batch-fate.ts';
import { EventSourceMapping } from '../../../twin/lambda/event-source-mapping.ts';
import type { Functions } from '../../../twin/lambda/functions.ts';
import type { Queues, ReceivedMessage } from '../../../twin/sqs/queue.ts';

const settings = {
  id: 'mapping',
  queueArn: 'arn:aws:sqs:eu-west-1:000000000000:events',
  functionArn: 'arn:aws:lambda:eu-west-1:000000000000:function:worker',
  batchSize: 10,
  batchWindowMs: 0,
  reportsFailures: true,
  concurrency: 1,
};

const message: ReceivedMessage = {
  MessageId: 'm1',
  ReceiptHandle: 'r1',
  Body: '{}',
  MD5OfBody: '',
  Attributes: { ApproximateReceiveCount: '1' },
};

/** Has one batch of one message handed out, and tells how often it was received as a worker saw it, and what was deleted. */
async function handOut(fate: BatchFate) {
  const deleted: string[] = [];
  const receiveCounts: string[] = [];
  const batches = [[message]];
  let drained: () => void;
  const isDrained = new Promise<void>((resolve) => {
    drained = resolve;
  });
  const queues: Queues = {
    send: () => Promise.resolve(),
    receive: () => {
      const batch = batches.shift();
      if (batch !== undefined) return Promise.resolve(batch);
      mapping.disable();
      drained();
      return Promise.resolve([]);
    },
    delete: (_queueArn, receiptHandles) => {
      deleted.push(...receiptHandles);
      return Promise.resolve();
    },
  };
  const functions: Pick<Functions, 'invoke'> = {
    invoke: (_name, payload) => {
      const event = JSON.parse(payload) as {
        Records: { attributes: { ApproximateReceiveCount: string } }[];
      };
      receiveCounts.push(...event.Records.map(({ attributes }) => attributes.ApproximateReceiveCount));
      return Promise.resolve({ kind: 'returned', requestId: 'i1', payload: '{"batchItemFailures":[]}' });
    },
  };
  const mapping = new EventSourceMapping(settings, queues, functions);
  mapping.chooseFate = () => fate;
  mapping.enable();
  await isDrained;
  await mapping.ended();
  return { receiveCounts, deleted };
}

describe('a batch of messages', () => {
  it('is worked on once and deleted, as a rule', async () => {
    expect(await handOut('once')).toEqual({ receiveCounts: ['1'], deleted: ['r1'] });
  });

  it('is given to two workers, the second of which is told that it is a repetition', async () => {
    expect(await handOut('twice')).toEqual({ receiveCounts: ['1', '2'], deleted: ['r1', 'r1'] });
  });

  it('is worked on and stays in the queue when its deletion is lost', async () => {
    expect(await handOut('undeleted')).toEqual({ receiveCounts: ['1'], deleted: [] });
  });

  it('stays in the queue untouched when there is no concurrency for it', async () => {
    expect(await handOut('throttled')).toEqual({ receiveCounts: [], deleted: [] });
  });
});
