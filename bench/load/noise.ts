import { processBatch, type ControllerDeps } from '../../control/batch/process-batch.ts';
import { messageSource } from '../../control/events/own-message.ts';
import * as alert from '../../control/events/media-live/alert.ts';
import { awsEvent } from '../../control/events/sample.ts';
import { memoryChannelStore } from '../../model/memory-channel-store.ts';
import { memoryGroupStore } from '../../model/memory-group-store.ts';
import { memoryMemberStore } from '../../model/memory-member-store.ts';
import { MemoryTable } from '../../model/memory-table.ts';
import { silentLogger } from '../../model/silent.ts';
import { ownRoleIds, ruleRoleId, sqsRecord } from '../../model/sqs-record.ts';
import { account } from '../../simulation/world/setting.ts';
import { startAt } from '../../simulation/world/world.ts';
import { alertType } from '../../rehearsal/load/loss.ts';
import { groupName, membersOf, policyWith } from './many-members.ts';

/** The result of a day of alerts that must lead to nothing. */
export interface Noise {
  readonly alerts: number;
  readonly tookMs: number;
  readonly writes: number;
  /** Entries of the event log, which expire. */
  readonly logEntries: number;
  readonly timers: number;
  readonly mediaLiveCalls: number;
  readonly switches: number;
  /** MB of heap in use after a tenth of the alerts, and at the end. */
  readonly heapEarlyMb: number;
  readonly heapEndMb: number;
}

/** As the controller is deployed. */
const timeoutMs = 20_000;
const dayMs = 24 * 60 * 60_000;
/** How long a blip lasts: far less than the window. */
const blipMs = 900;

/**
 * Plays a day of blips, evenly over all channels and both pipelines: the alert of a lost site, and its end before the
 * window of 3 s. The controller's own work, batch by batch, on a table in memory and a clock that jumps.
 */
export async function dayOfNoise(alerts: number, channels = 1000): Promise<Noise> {
  const members = membersOf(channels);
  const table = new MemoryTable();
  for (const member of members) table.members.set(member.channelArn, member);
  const definition = { policy: policyWith(3000), sites: ['A', 'B'] };
  const operator = { unavailable: [], hold: null };
  table.groups.set(groupName, { name: groupName, definition, operator, version: 1, owner: 'bench' });
  const world = new NoiseWorld(table);
  for (const { channelArn } of members) await world.see(channelArn);
  world.forget();
  const startedAt = performance.now();
  const blips = Math.floor(alerts / 2);
  let heapEarlyMb = 0;
  const open: { readonly blip: number; readonly endsAt: number }[] = [];
  const endThose = async (until: number): Promise<void> => {
    for (let next = open[0]; next !== undefined && next.endsAt <= until; next = open[0]) {
      open.shift();
      world.now = next.endsAt;
      await world.deliver([world.alert(members, next.blip, 'cleared'), ...world.dueTimers()]);
    }
  };
  for (let blip = 0; blip < blips; blip += 1) {
    const beginsAt = startAt + Math.floor((blip * dayMs) / blips);
    await endThose(beginsAt);
    world.now = beginsAt;
    await world.deliver([world.alert(members, blip, 'set'), ...world.dueTimers()]);
    open.push({ blip, endsAt: beginsAt + blipMs });
    if (blip === Math.floor(blips / 10)) heapEarlyMb = heapMb();
  }
  await endThose(Infinity);
  return {
    alerts: 2 * blips,
    tookMs: performance.now() - startedAt,
    ...world.counts,
    heapEarlyMb,
    heapEndMb: heapMb(),
  };
}

/** After a collection, where Node was started with `--expose-gc`. */
function heapMb(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

class NoiseWorld {
  now = startAt;
  counts = { writes: 0, logEntries: 0, timers: 0, mediaLiveCalls: 0, switches: 0 };
  readonly #timers: { readonly dueAt: number; readonly body: string }[] = [];
  readonly #deps: ControllerDeps;
  #messages = 0;

  constructor(table: MemoryTable) {
    table.onStateSaved = () => {
      this.counts.writes += 1;
    };
    this.#deps = this.#depsOn(table);
  }

  forget(): void {
    this.counts = { writes: 0, logEntries: 0, timers: 0, mediaLiveCalls: 0, switches: 0 };
  }

  /** Has the controller look at a channel for the first time. */
  see(channelArn: string): Promise<void> {
    return this.deliver([JSON.stringify({ source: messageSource, kind: 'observation', channelArn })]);
  }

  alert(members: ReturnType<typeof membersOf>, blip: number, alarmState: 'set' | 'cleared'): string {
    const { channelArn = '' } = members[blip % members.length] ?? {};
    const pipeline = Math.floor(blip / members.length) % 2 === 0 ? '0' : '1';
    const alarm = {
      type: 'alert',
      alarmState,
      alarmId: `alarm-${blip}`,
      alertType,
      pipeline,
      message: 'blip',
    } as const;
    return JSON.stringify(awsEvent(`${blip}-${alarmState}`, this.now, alert.sample(channelArn, alarm)));
  }

  dueTimers(): readonly string[] {
    const due = this.#timers.filter(({ dueAt }) => dueAt <= this.now);
    if (due.length > 0) {
      this.#timers.splice(0, Infinity, ...this.#timers.filter(({ dueAt }) => dueAt > this.now));
    }
    return due.map(({ body }) => body);
  }

  async deliver(bodies: readonly string[]): Promise<void> {
    const Records = bodies.map((body) => sqsRecord(String((this.#messages += 1)), body));
    const { batchItemFailures } = await processBatch(
      this.#deps,
      { Records },
      { deadlineAt: this.now + timeoutMs },
    );
    if (batchItemFailures.length > 0) throw new Error(`${batchItemFailures.length} messages failed.`);
  }

  #depsOn(table: MemoryTable): ControllerDeps {
    const done = (): Promise<void> => Promise.resolve();
    const asked = <T>(answer: T): Promise<T> => {
      this.counts.mediaLiveCalls += 1;
      return Promise.resolve(answer);
    };
    const onA = { attachment: 'site-a', actionName: null };
    const clock = { now: () => this.now, sleep: done };
    const meter = {
      count: () => undefined,
      add: () => undefined,
      time: () => undefined,
      gauge: () => undefined,
      level: () => undefined,
    };
    return {
      clock,
      chance: () => 0.5,
      channels: memoryChannelStore(table),
      groups: memoryGroupStore(table),
      members: memoryMemberStore(table),
      accountId: account,
      ownRoleIds,
      ruleRoleId,
      logger: silentLogger,
      meter,
      log: {
        appendDecision: () => {
          this.counts.logEntries += 1;
          return done();
        },
        appendChange: done,
        decisions: () => Promise.resolve({ entries: [], next: null }),
        changes: () => Promise.resolve({ entries: [], next: null }),
      },
      mediaLive: {
        describeChannel: () => asked({ at: this.now, state: 'RUNNING', pipelines: { '0': onA, '1': onA } }),
        activeAlerts: () => asked([]),
        listChannels: () => asked([]),
        findAction: () => asked(null),
        cancelSwitch: () => asked({ type: 'accepted' }),
        prepareInput: () => asked({ type: 'accepted' }),
        scheduleSwitch: () => {
          this.counts.switches += 1;
          return asked({ type: 'accepted' });
        },
      },
      timers: {
        start: (channelArn, timerId, dueAt) => {
          this.counts.timers += 1;
          const body = JSON.stringify({ source: messageSource, kind: 'timer', channelArn, timerId, dueAt });
          this.#timers.push({ dueAt, body });
          return done();
        },
      },
      notifier: { notify: done },
      publisher: { publish: done },
    };
  }
}
