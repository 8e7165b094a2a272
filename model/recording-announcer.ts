import type { Notification } from '../core/model/effect.ts';
import type { EventPublisher } from '../control/ports/event-publisher.ts';
import { direct, type Passage } from './passage.ts';

export interface Announced {
  readonly subject: string;
  readonly notification: Notification;
}

export interface Published {
  readonly id: string;
  readonly detailType: string;
  readonly detail: Notification;
}

/** Keeps what other systems were told. */
export function recordingPublisher(published: Published[], pass: Passage = direct): EventPublisher {
  return {
    publish: (id, detailType, detail) =>
      pass('bus.publish', () => {
        published.push({ id, detailType, detail });
      }),
  };
}
