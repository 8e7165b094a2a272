import type { Millis } from '../../core/model/group.ts';
import { processBatch } from '../../control/batch/process-batch.ts';
import { operate } from '../../control/operator/operate.ts';
import type { OperatorRequest } from '../../control/operator/protocol.ts';
import { reconcile } from '../../control/reconcile/reconcile.ts';
import { batchMax, controllersMax, timeoutsMs, visibilityMs } from '../../model/deployed.ts';
import { MemoryQueue, type QueuedMessage } from '../../model/memory-queue.ts';
import { sqsRecord } from '../../model/sqs-record.ts';
import { Invocation } from './invocation.ts';
import { depsFor, type Services } from './services.ts';

/** A round of the reconciler that came to its end, and in which every call was answered. */
interface Round {
  readonly from: Millis;
  readonly until: Millis;
  /** The ids of the messages that were sent meanwhile. */
  readonly sent: ReadonlySet<string>;
}

/** Runs the functions of the control plane: the controller on messages, the reconciler by the clock, the operator on orders. */
export class Functions {
  readonly #services: Services;
  readonly #queue: MemoryQueue;
  #controllers = 0;
  #requests = 0;
  readonly rounds: Round[] = [];

  constructor(services: Services, queue: MemoryQueue) {
    this.#services = services;
    this.#queue = queue;
  }

  /** Starts controllers on what the queue has to give. */
  poll(): void {
    const { time, dice, climate } = this.#services.surroundings;
    while (this.#controllers < controllersMax) {
      const visible = this.#queue.visible(time.now());
      if (visible.length === 0) return;
      const batch = visible
        .slice(0, dice.whole('queue/batch', 1, batchMax))
        .filter((message) => this.#queue.take(message, time.now() + visibilityMs));
      for (const message of batch) {
        if (dice.mishap('message/twice', climate.messageTwice)) {
          message.visibleAt = time.now() + dice.between('message/twice/after', 0, 3000);
        }
        time.at(message.visibleAt, () => {
          this.poll();
        });
      }
      if (batch.length > 0) this.#control(batch);
    }
  }

  reconcile(): void {
    const { time } = this.#services.surroundings;
    const from = time.now();
    const sentBefore = this.#queue.sent;
    this.#invoke('reconciler', async (invocation, deadlineAt) => {
      await reconcile(depsFor(this.#services, invocation), {}, { deadlineAt });
      if (invocation.disturbed) return;
      const count = this.#queue.sent - sentBefore;
      const ids = Array.from({ length: count }, (_, index) => MemoryQueue.idOf(sentBefore + index + 1));
      this.rounds.push({ from, until: time.now(), sent: new Set(ids) });
    });
  }

  /** Has every channel look at itself, as a deployment does. */
  observeAll(): void {
    this.#invoke('configure', async (invocation) => {
      const { members, observations } = depsFor(this.#services, invocation);
      for (const { channelArn } of await members.list()) await observations.send(channelArn);
    });
  }

  order(request: OperatorRequest): void {
    this.#requests += 1;
    const requestId = `request-${this.#requests}`;
    this.#invoke('operator', async (invocation, deadlineAt) => {
      await operate(depsFor(this.#services, invocation), request, { deadlineAt, requestId });
    });
  }

  #control(batch: readonly QueuedMessage[]): void {
    this.#controllers += 1;
    const over = () => {
      // What was left undone is done no sooner than its message comes again.
      for (const message of batch) {
        if (this.#queue.holds(message)) this.#services.surroundings.trouble.note(message.visibleAt);
      }
      this.#controllers -= 1;
      this.poll();
    };
    const work = async (invocation: Invocation, deadlineAt: Millis) => {
      const deps = depsFor(this.#services, invocation);
      const Records = batch.map(({ id, body, receiveCount }) => sqsRecord(id, body, receiveCount));
      const { batchItemFailures } = await processBatch(deps, { Records }, { deadlineAt });
      const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      for (const { id } of batch) if (!failed.has(id)) this.#queue.delete(id);
    };
    this.#invoke('controller', work, over);
  }

  #invoke(
    name: keyof typeof timeoutsMs,
    work: (invocation: Invocation, deadlineAt: Millis) => Promise<void>,
    over: () => void = () => undefined,
  ): void {
    const { surroundings } = this.#services;
    const timeoutMs = timeoutsMs[name];
    const invocation = new Invocation(surroundings, name, timeoutMs, over);
    const ended = () => {
      if (!invocation.alive) return;
      invocation.end();
      over();
    };
    surroundings.time.stir();
    // A function that throws has ended too; what it was called for comes back by itself, or does not.
    work(invocation, invocation.clock.now() + timeoutMs).then(ended, ended);
  }
}
