import { FakeMediaLive } from '../fakes/fake-media-live.ts';
import { InMemoryChannelStore } from '../fakes/in-memory-channel-store.ts';
import { InMemoryGroupStore } from '../fakes/in-memory-group-store.ts';
import { InMemoryLogStore } from '../fakes/in-memory-log-store.ts';
import { InMemoryMemberStore } from '../fakes/in-memory-member-store.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import { RecordingLogger } from '../fakes/recording-logger.ts';
import { RecordingMeter } from '../fakes/recording-meter.ts';
import {
  RecordingEventPublisher,
  RecordingNotifier,
  RecordingObservationQueue,
  RecordingTimerQueue,
} from '../fakes/recordings.ts';
import { account, definition, memberOf, owner } from './deployment.ts';

/** Everything a function needs, in memory, with the group `news` and channel 1 deployed. */
export async function world() {
  const members = new InMemoryMemberStore();
  const groups = new InMemoryGroupStore();
  await groups.define('news', definition, owner);
  await members.put(memberOf(1));
  return {
    accountId: account,
    chance: () => 0.5,
    clock: new ManualClock(),
    members,
    groups,
    channels: new InMemoryChannelStore(members),
    log: new InMemoryLogStore(),
    mediaLive: new FakeMediaLive(),
    timers: new RecordingTimerQueue(),
    observations: new RecordingObservationQueue(),
    notifier: new RecordingNotifier(),
    publisher: new RecordingEventPublisher(),
    logger: new RecordingLogger(),
    meter: new RecordingMeter(),
  };
}

export type World = Awaited<ReturnType<typeof world>>;
