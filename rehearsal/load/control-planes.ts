import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Twin } from '../../twin/twin.ts';
import { connect, type Clients } from '../clients.ts';
import { channelArn } from '../many-channels.ts';
import { askStatus, type ChannelStatus } from '../operator.ts';

/** How many channels are asked about at the same time. */
const asksAtOnce = 4;

/** The deployed control planes, looked at from outside: what they tell an operator, and their queues. */
export class ControlPlanes {
  readonly #clients: Clients;
  readonly #stacks: readonly Readonly<Record<string, string>>[];

  constructor({ endpoint, region, stacks }: Pick<Twin, 'endpoint' | 'region' | 'stacks'>) {
    this.#clients = connect(endpoint, region);
    this.#stacks = stacks.map(({ outputs }) => outputs);
  }

  /** Asks for the status of channels of which the control plane at `place` has charge; undefined: it has none to tell. */
  async statuses(place: number, indexes: readonly number[]): Promise<readonly (ChannelStatus | undefined)[]> {
    const operator = this.#output(place, 'OperatorFunctionName');
    const statuses: (ChannelStatus | undefined)[] = [];
    while (statuses.length < indexes.length) {
      const some = indexes.slice(statuses.length, statuses.length + asksAtOnce);
      const asked = some.map((index) => askStatus(this.#clients, operator, channelArn(index)));
      statuses.push(...(await Promise.all(asked)));
    }
    return statuses;
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
    this.#clients.close();
  }

  async #count(
    queue: string,
    names: readonly ('ApproximateNumberOfMessages' | 'ApproximateNumberOfMessagesNotVisible')[],
  ): Promise<number> {
    let sum = 0;
    for (const place of this.#stacks.keys()) {
      const { Attributes = {} } = await this.#clients.sqs.send(
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
