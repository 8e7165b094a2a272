import type { Millis } from '../../core/model/group.ts';
import type { ControllerDeps } from '../../control/batch/process-batch.ts';
import type { OperatorDeps } from '../../control/operator/operator-deps.ts';
import { callWindowMs } from '../../control/operator/within-budget.ts';
import type { ReconcilerDeps } from '../../control/reconcile/reconcile.ts';
import type { BaseDeps } from '../../aws/middleware/base-middleware.ts';
import { emfMeter } from '../../aws/observability/emf-meter.ts';
import { jsonLogger } from '../../aws/observability/json-logger.ts';
import type { CallBudget } from '../../control/ports/call-budget.ts';
import type { MediaLiveGateway } from '../../control/ports/media-live-gateway.ts';
import { channelEvents } from '../../model/channel-events.ts';
import { memoryCallBudget } from '../../model/memory-call-budget.ts';
import { memoryMemberStore } from '../../model/memory-member-store.ts';
import { memoryOrderStore } from '../../model/memory-order-store.ts';
import type { MemoryTable } from '../../model/memory-table.ts';
import type { ModelledChannel } from '../../model/modelled-channel.ts';
import type { ModelledFlow } from '../../model/modelled-flow.ts';
import { modelledMediaConnect } from '../../model/modelled-media-connect.ts';
import { modelledMediaLive } from '../../model/modelled-media-live.ts';
import { ownRoleIds, ruleRoleId } from '../../model/sqs-record.ts';
import type { VirtualTime } from '../../model/virtual-time.ts';
import { account } from './deployment.ts';
import { strictChannelStore, strictGroupStore, strictLogStore } from './strict-stores.ts';

/** What the functions are given: their own adapters' work, done in memory. */
export type Services = ControllerDeps &
  OperatorDeps &
  ReconcilerDeps &
  BaseDeps & { readonly budget: CallBudget };

/** The world that the services stand in, and who hears of what becomes of them. */
export interface Surroundings {
  readonly time: VirtualTime;
  readonly table: MemoryTable;
  readonly channels: ReadonlyMap<string, ModelledChannel>;
  readonly flows: ReadonlyMap<string, ModelledFlow>;
  /** A message of ours to ourselves, on the queue. */
  readonly send: (body: string, delayMs: Millis) => void;
  /** A switch was ordered from MediaLive, or taken back. */
  readonly ordered: (what: string) => void;
  /** Something happened that must not. */
  readonly object: (objection: string) => void;
}

/** Where nothing fails, every error that is logged is one. But for this: a budget that operators have spent is told as one. */
const expectedErrors: ReadonlySet<unknown> = new Set(['MediaLive did not list its channels']);

export function servicesIn(surroundings: Surroundings): Services {
  const { time: clock, table, channels, flows, send, ordered, object } = surroundings;
  const strict = { table, now: () => clock.now(), object };
  const events = channelEvents(send, clock);
  const heard = (line: string) => {
    const { level, message, error } = JSON.parse(line) as Readonly<Record<string, unknown>>;
    if (level !== 'ERROR' || expectedErrors.has(message)) return;
    object(`an error was logged: ${String(message)} ${JSON.stringify(error).slice(0, 1000)}`);
  };
  return {
    clock,
    chance: () => 0.5,
    accountId: account,
    ownRoleIds,
    ruleRoleId,
    channels: strictChannelStore(strict),
    groups: strictGroupStore(strict),
    log: strictLogStore(strict),
    members: memoryMemberStore(table),
    orders: memoryOrderStore(table),
    budget: memoryCallBudget(clock, callWindowMs),
    mediaLive: overheard(modelledMediaLive(channels, clock), ordered),
    mediaConnect: modelledMediaConnect(flows, clock),
    timers: events,
    observations: events,
    looks: events,
    // As the adapters write it: a time that is none throws here as well.
    notifier: {
      notify: async (_subject, { at }) => {
        await Promise.resolve(new Date(at).toISOString());
      },
    },
    publisher: {
      publish: async (_id, _detailType, { at }) => {
        await Promise.resolve(new Date(at).toISOString());
      },
    },
    logger: jsonLogger(heard),
    meter: emfMeter(() => undefined),
  };
}

/** To prepare the standby is what a policy says of every channel, and changes nothing of what is on air. */
function overheard(gateway: MediaLiveGateway, ordered: Surroundings['ordered']): MediaLiveGateway {
  return {
    ...gateway,
    scheduleSwitch: (order) => {
      ordered(`switch ${order.channelArn} to ${order.attachment} (${order.actionName})`);
      return gateway.scheduleSwitch(order);
    },
    cancelSwitch: (channelArn, actionName) => {
      ordered(`cancel ${actionName} of ${channelArn}`);
      return gateway.cancelSwitch(channelArn, actionName);
    },
  };
}
