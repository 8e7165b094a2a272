import type { Notification } from '../../../core/model/effect.ts';
import type { Notifier } from '../../../control/ports/notifier.ts';
import type { DelayedLook, LookQueue, ObservationQueue } from '../../../control/ports/observation-queue.ts';
import type { TimerQueue } from '../../../control/ports/timer-queue.ts';

/** Timers that were started. */
export class RecordingTimerQueue implements TimerQueue {
  readonly started: { channelArn: string; timerId: string; dueAt: number }[] = [];
  /** Starting a timer fails. */
  broken = false;

  start(channelArn: string, timerId: string, dueAt: number): Promise<void> {
    if (this.broken) return Promise.reject(new Error('The queue is out of reach.'));
    this.started.push({ channelArn, timerId, dueAt });
    return Promise.resolve();
  }
}

/** Looks at channels that were asked for, at once and for later. */
export class RecordingObservationQueue implements ObservationQueue, LookQueue {
  /** At once. */
  readonly sent: string[] = [];
  readonly looks: DelayedLook[] = [];
  /** The queue does not take these. */
  refuses: (look: DelayedLook) => boolean = () => false;

  send(channelArn: string): Promise<void> {
    this.sent.push(channelArn);
    return Promise.resolve();
  }

  sendAll(looks: readonly DelayedLook[]): Promise<readonly DelayedLook[]> {
    this.looks.push(...looks.filter((look) => !this.refuses(look)));
    return Promise.resolve(looks.filter((look) => this.refuses(look)));
  }
}

/** Notifications that people got. */
export class RecordingNotifier implements Notifier {
  readonly notified: { subject: string; notification: Notification }[] = [];
  /** Notifying fails. */
  broken = false;

  notify(subject: string, notification: Notification): Promise<void> {
    if (this.broken) return Promise.reject(new Error('The topic is out of reach.'));
    this.notified.push({ subject, notification });
    return Promise.resolve();
  }
}
