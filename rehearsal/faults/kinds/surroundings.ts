import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { ServiceError } from '../../../twin/gateway/service-error.ts';
import type { Act, Fault } from '../fault.ts';
import type { FaultStage } from '../stage.ts';

const refusalMs = 30_000;
const writes: ReadonlySet<string> = new Set([
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'BatchWriteItem',
  'TransactWriteItems',
]);

/** Every write is refused, for as long as a failover takes and longer. */
const tableRefusesWrites: Fault = {
  name: 'table/refuses-writes',
  summary: `DynamoDB refuses every write for ${refusalMs / 1000} s from the loss on`,
  channels: 3,
  strike: ({ twin }) => {
    let hits = 0;
    const until = Date.now() + refusalMs;
    twin.intercept((call, next) => {
      const isWrite = call.service === 'dynamodb' && writes.has(call.operation ?? '');
      if (!isWrite || Date.now() >= until) return next();
      hits += 1;
      throw new ServiceError(500, 'InternalServerError', 'The table takes no writes.');
    });
    return { hits: () => hits };
  },
};

/** As good as never. */
const neverMs = 24 * 60 * 60_000;

const reconcilerLost: Fault = {
  name: 'reconciler/lost',
  summary: 'the schedule of the reconciler fires no more: events alone must do',
  channels: 3,
  strike: ({ twin }) => {
    twin.schedules.setPeriodMs('Reconciliation', neverMs);
    return { hits: () => 1 };
  },
};

const deadLettersMany = 1000;
const unreadable = 200;

/** A queue of old troubles must not stand in the way of new work, nor be touched by it. */
const deadLettersFull: Fault = {
  name: 'dead-letters/full',
  summary: `${deadLettersMany} messages lie in the dead-letter queue, and ${unreadable} unreadable ones come in between`,
  channels: 3,
  deadLetters: deadLettersMany,
  strike: async (stage) => {
    await fill(stage, 'DeadLetterQueueUrl', deadLettersMany);
    await fill(stage, 'ChannelEventsQueueUrl', unreadable);
    return { hits: () => deadLettersMany + unreadable };
  },
};

async function fill({ clients, output }: FaultStage, queue: string, messages: number): Promise<void> {
  for (let sent = 0; sent < messages; sent += 10) {
    await clients.sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: output(queue),
        Entries: Array.from({ length: 10 }, (_, index) => ({
          Id: String(index),
          MessageBody: `what was this ${sent + index}`,
        })),
      }),
    );
  }
}

/** What goes wrong around the functions, for all channels at once; each on a twin of its own. */
export const surroundingsActs: readonly Act[] = [tableRefusesWrites, reconcilerLost, deadLettersFull].map(
  (fault) => ({ name: fault.name, faults: [fault], together: 1, apartMs: 0 }),
);
