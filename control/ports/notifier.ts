import type { Notification } from '../../core/model/effect.ts';

/** Tells people. */
export interface Notifier {
  notify(subject: string, notification: Notification): Promise<void>;
}
