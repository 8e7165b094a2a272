import type { Notification } from '../../core/model/effect.ts';

/** Tells other systems. `id` lets them tell a repetition from news. */
export interface EventPublisher {
  publish(id: string, detailType: string, detail: Notification): Promise<void>;
}
