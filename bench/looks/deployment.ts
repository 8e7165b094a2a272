import type { Millis } from '../../core/model/group.ts';
import { processBatch, type ControllerDeps } from '../../control/batch/process-batch.ts';
import { reconcile, type ReconcilerDeps } from '../../control/reconcile/reconcile.ts';
import type { ChannelMember } from '../../control/ports/member-store.ts';
import { channelEvents } from '../../model/channel-events.ts';
import { batchMax, controllersMax, receiveMax, timeoutsMs, visibilityMs } from '../../model/deployed.ts';
import { memoryChannelStore } from '../../model/memory-channel-store.ts';
import { memoryGroupStore } from '../../model/memory-group-store.ts';
import { memoryLogStore } from '../../model/memory-log-store.ts';
import { memoryMemberStore } from '../../model/memory-member-store.ts';
import { MemoryQueue, type QueuedMessage } from '../../model/memory-queue.ts';
import { MemoryTable } from '../../model/memory-table.ts';
import { modelledMediaConnect } from '../../model/modelled-media-connect.ts';
import { recordingPublisher } from '../../model/recording-announcer.ts';
import { silentLogger } from '../../model/silent.ts';
import { ownRoleIds, ruleRoleId, sqsRecord } from '../../model/sqs-record.ts';
import { account as accountId } from '../../simulation/world/setting.ts';
import { groupName, policyWith } from '../load/many-members.ts';
import type { Account } from './account.ts';
import type { Meter, Metric } from '../../control/ports/meter.ts';

/** What a call to DynamoDB takes, and one to SQS. */
const tableMs: Millis = 5;
const queueMs: Millis = 10;

/** One deployment: its own table and queue, the real reconciler and the real controller, as many of them as are deployed. */
export class Deployment {
  readonly meter = new LevelMeter();
  readonly table = new MemoryTable();
  readonly #account: Account;
  readonly #queue = new MemoryQueue(receiveMax);
  readonly #deps: ControllerDeps & ReconcilerDeps;
  #controllers = 0;

  constructor(account: Account, members: readonly ChannelMember[]) {
    this.#account = account;
    const definition = { policy: policyWith(3000), sites: ['A', 'B'] };
    const operator = { unavailable: [], hold: null };
    this.table.groups.set(groupName, { name: groupName, definition, operator, version: 1, owner: 'bench' });
    for (const member of members) this.table.members.set(member.channelArn, member);
    this.#deps = this.#depsOn(members);
  }

  /** A run of the reconciler; what it sends is looked after as it comes. */
  async reconcile(): Promise<void> {
    this.#account.time.stir();
    await reconcile(this.#deps, {}, { deadlineAt: this.#account.time.now() + timeoutsMs.reconciler });
  }

  /** Channels with a standby that is fit, of which nothing recent enough is known. */
  withoutStandby(): number {
    return [...this.table.states.values()].filter(({ state }) => state.protection?.level !== 'full').length;
  }

  #poll(): void {
    const { time } = this.#account;
    while (this.#controllers < controllersMax) {
      const batch = this.#queue.visible(time.now()).slice(0, batchMax);
      if (batch.length === 0) return;
      for (const message of batch) this.#queue.take(message, time.now() + visibilityMs);
      void this.#control(batch);
    }
  }

  async #control(batch: readonly QueuedMessage[]): Promise<void> {
    const { time, tally } = this.#account;
    this.#controllers += 1;
    tally.add('message', batch.length);
    time.stir();
    const records = batch.map(({ id, body, receiveCount }) => sqsRecord(id, body, receiveCount));
    const deadlineAt = time.now() + timeoutsMs.controller;
    const { batchItemFailures } = await processBatch(this.#deps, { Records: records }, { deadlineAt });
    if (batchItemFailures.length > 0) throw new Error('A message failed where no call does.');
    for (const { id } of batch) this.#queue.delete(id);
    this.#controllers -= 1;
    this.#poll();
  }

  #depsOn(members: readonly ChannelMember[]): ControllerDeps & ReconcilerDeps {
    const { time } = this.#account;
    const { table } = this;
    const [toTable, toQueue, toMediaConnect] = [
      this.#account.way(tableMs),
      this.#account.way(queueMs),
      this.#account.way(this.#account.latencyMs),
    ];
    const send = (body: string, delayMs: Millis) => {
      const { visibleAt } = this.#queue.send(body, time.now() + delayMs);
      time.at(visibleAt, () => {
        this.#poll();
      });
    };
    const events = channelEvents(send, time, toQueue);
    const mediaLive = this.#account.gateway();
    return {
      clock: time,
      chance: () => 0.5,
      channels: memoryChannelStore(table, toTable),
      groups: memoryGroupStore(table, toTable),
      members: memoryMemberStore(table, toTable),
      log: memoryLogStore(table, toTable),
      mediaLive,
      mediaConnect: modelledMediaConnect(flowsOf(members), time, toMediaConnect),
      timers: events,
      looks: events,
      notifier: { notify: () => Promise.resolve() },
      publisher: recordingPublisher([]),
      logger: silentLogger,
      meter: this.meter,
      accountId,
      ownRoleIds,
      ruleRoleId,
    };
  }
}

/** All of them carry media. */
function flowsOf(members: readonly ChannelMember[]) {
  const arns = members.flatMap(({ inputs }) =>
    Object.values(inputs).flatMap(({ flows }) => flows.map(({ arn }) => arn)),
  );
  const snapshot = (at: Millis) => ({ at, status: 'ACTIVE', sending: true, errors: [] });
  return new Map(arns.map((arn) => [arn, { status: 'ACTIVE', snapshot }]));
}

/** Keeps how high the age of the oldest look has stood, and which metrics have had anything to report. */
class LevelMeter implements Meter {
  highest = 0;
  readonly reported = new Set<string>();

  level(metric: 'OldestLookSeconds', value: number): void {
    this.reported.add(metric);
    this.highest = Math.max(this.highest, value);
  }

  count(metric: Metric, dimension?: string): void {
    this.reported.add(dimension === undefined ? metric : `${metric}/${dimension}`);
  }

  /** Nothing is no datapoint, as in `emfMeter`. */
  add(metric: Metric, by: number): void {
    if (by > 0) this.reported.add(metric);
  }

  time(metric: Metric): void {
    this.reported.add(metric);
  }

  gauge(): void {
    // Gauges are reported with every look: there is nothing to find out.
  }
}
