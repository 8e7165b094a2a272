import { inquiryFor } from '../../core/inquiry.ts';
import { transition } from '../../core/transition.ts';
import type { ChannelStore } from '../ports/channel-store.ts';
import type { Chance, Clock } from '../ports/clock.ts';
import type { EventPublisher } from '../ports/event-publisher.ts';
import type { GroupStore } from '../ports/group-store.ts';
import type { LogStore } from '../ports/log-store.ts';
import type { MediaLiveGateway } from '../ports/media-live-gateway.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { TimerQueue } from '../ports/timer-queue.ts';
import type { Logger } from '../ports/logger.ts';
import type { Meter } from '../ports/meter.ts';

/** What deciding on a channel needs of the world. */
export interface LoopDeps {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly channels: ChannelStore;
  readonly groups: GroupStore;
  readonly mediaLive: MediaLiveGateway;
  readonly timers: TimerQueue;
  readonly notifier: Notifier;
  readonly publisher: EventPublisher;
  readonly log: LogStore;
  readonly logger: Logger;
  readonly meter: Meter;
  /** Left out: the core as it is. */
  readonly decider?: Decider;
}

/** The core's two entry points. The simulation wraps them, to watch every decision and to plant faults in them. */
export interface Decider {
  readonly transition: typeof transition;
  readonly inquiryFor: typeof inquiryFor;
}

/** The decisions as they are. */
export const coreDecider: Decider = { transition, inquiryFor };
