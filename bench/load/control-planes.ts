import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ChannelState } from '../../core/model/state.ts';
import { dynamoChannelStore } from '../../aws/adapters/dynamo-channel-store.ts';
import type { Twin } from '../../twin/twin.ts';
import { channelArn } from '../many-channels.ts';

/** How many states are read at the same time. */
const readsAtOnce = 20;

/** The deployed control planes, looked at from outside: their tables and their queues. */
export class ControlPlanes {
  readonly #sqs: SQSClient;
  readonly #dynamo: DynamoDBClient;
  readonly #stacks: readonly Readonly<Record<string, string>>[];

  constructor({ endpoint, region, stacks }: Pick<Twin, 'endpoint' | 'region' | 'stacks'>) {
    const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
    this.#sqs = new SQSClient({ endpoint, region, credentials });
    this.#dynamo = new DynamoDBClient({ endpoint, region, credentials });
    this.#stacks = stacks.map(({ outputs }) => outputs);
  }

  /** The saved states of the channels from index `first` on, of which the control plane at `place` has charge. */
  async states(place: number, first: number, channels: number): Promise<readonly (ChannelState | null)[]> {
    const client = DynamoDBDocumentClient.from(this.#dynamo);
    const store = dynamoChannelStore({ client, name: this.#output(place, 'TableName') }, { now: Date.now });
    const states: (ChannelState | null)[] = [];
    while (states.length < channels) {
      const some = Array.from({ length: Math.min(readsAtOnce, channels - states.length) }, (_, index) =>
        store.load(channelArn(first + states.length + index)),
      );
      states.push(...(await Promise.all(some)).map(({ state }) => state));
    }
    return states;
  }

  /** Messages that wait for a controller or that one is at work on; not those that are not due. */
  waiting(): Promise<number> {
    return this.#count('ChannelEventsQueueUrl', [
      'ApproximateNumberOfMessages',
      'ApproximateNumberOfMessagesNotVisible',
    ]);
  }

  deadLetters(): Promise<number> {
    return this.#count('DeadLetterQueueUrl', ['ApproximateNumberOfMessages']);
  }

  close(): void {
    this.#sqs.destroy();
    this.#dynamo.destroy();
  }

  async #count(
    queue: string,
    names: readonly ('ApproximateNumberOfMessages' | 'ApproximateNumberOfMessagesNotVisible')[],
  ): Promise<number> {
    let sum = 0;
    for (const place of this.#stacks.keys()) {
      const { Attributes = {} } = await this.#sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: this.#output(place, queue), AttributeNames: [...names] }),
      );
      sum += names.reduce((total, name) => total + Number(Attributes[name] ?? 0), 0);
    }
    return sum;
  }

  #output(place: number, name: string): string {
    const value = this.#stacks[place]?.[name];
    if (value === undefined) throw new Error(`Control plane ${place} puts out no ${name}.`);
    return value;
  }
}
