import type { Queues, ReceivedMessage } from '../sqs/queue.ts';
import { alwaysOnce, receivedAgain, type ChooseFate } from './batch-fate.ts';
import type { Functions } from './functions.ts';
import { doneMessages, sqsEvent } from './sqs-event.ts';

export interface EventSourceMappingSettings {
  readonly id: string;
  readonly queueArn: string;
  readonly functionArn: string;
  readonly batchSize: number;
  readonly batchWindowMs: number;
  readonly reportsFailures: boolean;
  /** Batches in flight at once. */
  readonly concurrency: number;
}

/** How long one receive waits: SQS's longest. A message ends the wait at once. */
const receiveMs = 20_000;

/**
 * Feeds a function from a queue. Each of its pollers waits for messages, invokes, deletes what is done and leaves the
 * rest invisible until the queue's visibility timeout, so that the queue's own redrive policy counts the tries.
 */
export class EventSourceMapping {
  /** Set at any time; a batch that has been handed out is not affected. */
  chooseFate: ChooseFate = alwaysOnce;
  readonly settings: EventSourceMappingSettings;
  readonly #queues: Queues;
  readonly #functions: Pick<Functions, 'invoke'>;
  readonly #pollers: Promise<void>[] = [];
  #state: 'Enabled' | 'Disabled' = 'Disabled';
  /** Pollers of an earlier generation end after the receive they are in. */
  #generation = 0;

  constructor(settings: EventSourceMappingSettings, queues: Queues, functions: Pick<Functions, 'invoke'>) {
    this.settings = settings;
    this.#queues = queues;
    this.#functions = functions;
  }

  get state(): 'Enabled' | 'Disabled' {
    return this.#state;
  }

  enable(): void {
    if (this.#state === 'Disabled') {
      this.#state = 'Enabled';
      this.#generation += 1;
      for (let poller = 0; poller < this.settings.concurrency; poller += 1) {
        this.#pollers.push(this.#poll(this.#generation));
      }
    }
  }

  disable(): void {
    this.#state = 'Disabled';
    this.#generation += 1;
  }

  /** Resolves when every poller has ended; the queue must have ended their receives. */
  async ended(): Promise<void> {
    await Promise.all(this.#pollers);
  }

  async #poll(generation: number): Promise<void> {
    while (generation === this.#generation) {
      try {
        const messages = await this.#gather();
        if (messages.length > 0) {
          await this.#process(messages);
        }
      } catch (error) {
        if (generation === this.#generation) {
          process.emitWarning(`${this.settings.queueArn}: ${String(error)}`, {
            type: 'TwinEventSourceMapping',
          });
          return;
        }
      }
    }
  }

  /** A batch is ready when it is full or its window, which the first message opens, is over. */
  async #gather(): Promise<readonly ReceivedMessage[]> {
    const { queueArn, batchSize, batchWindowMs } = this.settings;
    const messages = [...(await this.#queues.receive(queueArn, batchSize, receiveMs))];
    const windowEnd = Date.now() + batchWindowMs;
    while (messages.length > 0 && messages.length < batchSize && Date.now() < windowEnd) {
      const more = await this.#queues.receive(queueArn, batchSize - messages.length, windowEnd - Date.now());
      messages.push(...more);
    }
    return messages;
  }

  async #process(messages: readonly ReceivedMessage[]): Promise<void> {
    const fate = this.chooseFate(messages, this.settings.queueArn);
    if (fate === 'throttled') {
      return;
    }
    const deliveries = fate === 'twice' ? [messages, receivedAgain(messages)] : [messages];
    await Promise.all(
      deliveries.map(async (delivered) => {
        const done = await this.#invoke(delivered);
        if (fate !== 'undeleted') {
          await this.#queues.delete(
            this.settings.queueArn,
            done.map(({ ReceiptHandle }) => ReceiptHandle),
          );
        }
      }),
    );
  }

  /** Those of the messages that the function has done with. */
  async #invoke(messages: readonly ReceivedMessage[]): Promise<readonly ReceivedMessage[]> {
    const { queueArn, functionArn, reportsFailures } = this.settings;
    const event = JSON.stringify(sqsEvent(messages, queueArn));
    const outcome = await this.#functions.invoke(functionArn, event).catch(() => undefined);
    return outcome?.kind === 'returned' ? doneMessages(messages, outcome.payload, reportsFailures) : [];
  }
}
