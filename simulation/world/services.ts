import type { AllDeps } from '../planted/planted-bug.ts';
import type { Millis } from '../../core/model/group.ts';
import type { Decider } from '../../control/loop/deps.ts';
import { channelEvents } from '../../model/channel-events.ts';
import { memoryChannelStore } from '../../model/memory-channel-store.ts';
import { memoryGroupStore } from '../../model/memory-group-store.ts';
import { memoryLogStore } from '../../model/memory-log-store.ts';
import { memoryMemberStore } from '../../model/memory-member-store.ts';
import { memoryOrderStore } from '../../model/memory-order-store.ts';
import type { MemoryTable } from '../../model/memory-table.ts';
import type { ModelledChannel } from '../../model/modelled-channel.ts';
import type { ModelledFlow } from '../../model/modelled-flow.ts';
import { modelledMediaConnect } from '../../model/modelled-media-connect.ts';
import { modelledMediaLive } from '../../model/modelled-media-live.ts';
import { recordingPublisher, type Announced, type Published } from '../../model/recording-announcer.ts';
import { silentLogger, silentMeter } from '../../model/silent.ts';
import { ownRoleIds, ruleRoleId } from '../../model/sqs-record.ts';
import { notQuite, type AlertsSeen } from './answers.ts';
import type { Deliveries } from './deliveries.ts';
import type { Invocation, Surroundings } from './invocation.ts';
import { account } from './setting.ts';

/** What people were told, and when it was sent to them. */
export interface Told extends Announced {
  readonly at: Millis;
}

/** What the functions of one world share. */
export interface Services {
  readonly table: MemoryTable;
  readonly channels: ReadonlyMap<string, ModelledChannel>;
  readonly flows: ReadonlyMap<string, ModelledFlow>;
  readonly alertsSeen: AlertsSeen;
  readonly told: Told[];
  readonly published: Published[];
  readonly deliveries: Deliveries;
  /** Hears of an order of a channel that MediaLive has throttled. */
  readonly throttled: (channelArn: string) => void;
  readonly surroundings: Surroundings;
  readonly decider: Decider;
  /** A planted mistake in what the functions are given. */
  readonly tamper?: (deps: AllDeps) => AllDeps;
}

/** Everything that an invocation of any function can reach: the real use cases get nothing else. */
export function depsFor(services: Services, { clock, pass }: Invocation): AllDeps {
  const { table, channels, flows, told, published, deliveries, surroundings, throttled } = services;
  const send = (body: string, delayMs: number) => {
    deliveries.message(body, delayMs);
  };
  const events = channelEvents(send, clock, pass);
  const deps = {
    clock,
    chance: () => surroundings.dice.draw('jitter'),
    channels: memoryChannelStore(table, pass),
    groups: memoryGroupStore(table, pass),
    members: memoryMemberStore(table, pass),
    log: memoryLogStore(table, pass),
    orders: memoryOrderStore(table, pass),
    mediaLive: notQuite(
      modelledMediaLive(channels, clock, pass, throttled),
      surroundings,
      services.alertsSeen,
    ),
    mediaConnect: modelledMediaConnect(flows, clock, pass),
    timers: events,
    observations: events,
    looks: events,
    notifier: {
      notify: (subject, notification) =>
        pass('topic.notify', () => {
          told.push({ subject, notification, at: surroundings.time.now() });
        }),
    },
    publisher: recordingPublisher(published, pass),
    logger: silentLogger,
    meter: silentMeter,
    decider: services.decider,
    accountId: account,
    ownRoleIds,
    ruleRoleId,
  } satisfies AllDeps & { readonly mediaConnect: unknown };
  return services.tamper?.(deps) ?? deps;
}
