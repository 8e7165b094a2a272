import { ScriptedMediaConnect } from './scripted-media-connect.ts';
import { ScriptedMediaLive } from './scripted-media-live.ts';
import { memoryClaimStore } from '../../../model/memory-claim-store.ts';
import { memoryGroupStore } from '../../../model/memory-group-store.ts';
import { memoryLogStore } from '../../../model/memory-log-store.ts';
import { memoryMemberStore } from '../../../model/memory-member-store.ts';
import { memoryOrderStore } from '../../../model/memory-order-store.ts';
import { recordingPublisher, type Published } from '../../../model/recording-announcer.ts';
import { MemoryTable } from '../../../model/memory-table.ts';
import { callWindowMs } from '../../../control/operator/within-budget.ts';
import { ownRoleIds, ruleRoleId } from '../../../model/sqs-record.ts';
import { ManualClock } from './manual-clock.ts';
import { memoryCallBudget } from '../../../model/memory-call-budget.ts';
import { RecordingLogger } from './recording-logger.ts';
import { RecordingMeter } from './recording-meter.ts';
import { RecordingNotifier, RecordingObservationQueue, RecordingTimerQueue } from './recordings.ts';
import { WatchedChannelStore } from './watched-channel-store.ts';
import { account, definition, memberOf, owner } from './deployment.ts';

/** Everything a function needs, in memory, with the group `news` and channel 1 deployed. */
export async function world() {
  const clock = new ManualClock();
  const table = new MemoryTable();
  const members = memoryMemberStore(table);
  const observations = new RecordingObservationQueue();
  const published: Published[] = [];
  const groups = memoryGroupStore(table);
  await groups.define('news', definition, owner);
  await members.put(memberOf(1), null);
  return {
    accountId: account,
    ownRoleIds,
    ruleRoleId,
    chance: () => 0.5,
    clock,
    table,
    members,
    claims: memoryClaimStore(table),
    groups,
    channels: new WatchedChannelStore(table),
    log: memoryLogStore(table),
    orders: memoryOrderStore(table),
    budget: memoryCallBudget(clock, callWindowMs),
    mediaLive: new ScriptedMediaLive(),
    mediaConnect: new ScriptedMediaConnect(),
    timers: new RecordingTimerQueue(),
    observations,
    looks: observations,
    notifier: new RecordingNotifier(),
    publisher: { ...recordingPublisher(published), published },
    logger: new RecordingLogger(),
    meter: new RecordingMeter(),
  };
}

export type World = Awaited<ReturnType<typeof world>>;
