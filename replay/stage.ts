import type { SQSRecord } from 'aws-lambda';
import type { Millis } from '../core/model/group.ts';
import { processBatch } from '../control/batch/process-batch.ts';
import { operate } from '../control/operator/operate.ts';
import type { OperatorDeps } from '../control/operator/operator-deps.ts';
import type { OperatorRequest } from '../control/operator/protocol.ts';
import { reconcile } from '../control/reconcile/reconcile.ts';
import type { Decider } from '../control/loop/deps.ts';
import type { Notifier } from '../control/ports/notifier.ts';
import { channelEvents } from '../model/channel-events.ts';
import { memoryChannelStore } from '../model/memory-channel-store.ts';
import { memoryGroupStore } from '../model/memory-group-store.ts';
import { memoryLogStore } from '../model/memory-log-store.ts';
import { receiveMax, timeoutsMs, visibilityMs } from '../model/deployed.ts';
import { memoryMemberStore } from '../model/memory-member-store.ts';
import { memoryOrderStore } from '../model/memory-order-store.ts';
import type { MemoryTable } from '../model/memory-table.ts';
import { modelledMediaConnect } from '../model/modelled-media-connect.ts';
import { modelledMediaLive } from '../model/modelled-media-live.ts';
import { recordingPublisher } from '../model/recording-announcer.ts';
import { silentLogger, silentMeter } from '../model/silent.ts';
import { ownRoleIds, ruleRoleId, sqsRecord } from '../model/sqs-record.ts';
import type { VirtualTime } from '../model/virtual-time.ts';
import type { Controller, TracedWorld } from './traced-world.ts';

/** What writes down the decisions and of what people are told. */
interface Ears {
  readonly decider: Decider;
  readonly notifier: Notifier;
}

/** The control plane on virtual time: its functions as they are, on ports in memory. A call takes no time. */
export class ReplayStage implements Controller {
  readonly #time: VirtualTime;
  readonly #deps: OperatorDeps & Parameters<typeof processBatch>[0] & Parameters<typeof reconcile>[0];
  #messages = 0;

  constructor(time: VirtualTime, table: MemoryTable, world: TracedWorld, { decider, notifier }: Ears) {
    this.#time = time;
    const send = (body: string, delayMs: Millis) => {
      time.after(delayMs, () => {
        this.deliver(body);
      });
    };
    const events = channelEvents(send, time);
    this.#deps = {
      clock: time,
      // Retries of the trace are spread evenly, the same way every time.
      chance: () => 0.5,
      channels: memoryChannelStore(table),
      groups: memoryGroupStore(table),
      members: memoryMemberStore(table),
      log: memoryLogStore(table),
      orders: memoryOrderStore(table),
      mediaLive: modelledMediaLive(world.channels, time, world.pass),
      mediaConnect: modelledMediaConnect(world.flows, time),
      timers: events,
      observations: events,
      looks: events,
      notifier,
      publisher: recordingPublisher([]),
      logger: silentLogger,
      meter: silentMeter,
      decider,
      accountId: world.accountId,
      ownRoleIds,
      ruleRoleId,
    };
  }

  /** A message reaches the controller, now. What fails comes back, as from the queue. */
  deliver(body: string): void {
    this.#messages += 1;
    this.#process(sqsRecord(`message-${this.#messages}`, body, 1));
  }

  order(request: OperatorRequest): void {
    this.#messages += 1;
    const requestId = `order-${this.#messages}`;
    this.#time.stir();
    void operate(this.#deps, request, { deadlineAt: this.#time.now() + timeoutsMs.operator, requestId });
  }

  /** The reconciler's round; one that fails is made good by the next. */
  reconcile(): void {
    this.#time.stir();
    reconcile(this.#deps, {}, { deadlineAt: this.#time.now() + timeoutsMs.reconciler }).catch(
      () => undefined,
    );
  }

  /** Have the channel looked at, as a deployment does. */
  look(channelArn: string): Promise<void> {
    this.#time.stir();
    return this.#deps.observations.send(channelArn);
  }

  #process(record: SQSRecord): void {
    this.#time.stir();
    const deadlineAt = this.#time.now() + timeoutsMs.controller;
    void processBatch(this.#deps, { Records: [record] }, { deadlineAt }).then(({ batchItemFailures }) => {
      const received = Number(record.attributes.ApproximateReceiveCount);
      if (batchItemFailures.length === 0 || received >= receiveMax) return;
      this.#time.after(visibilityMs, () => {
        this.#process(sqsRecord(record.messageId, record.body, received + 1));
      });
    });
  }
}
