import type { AwsEvent, EventSink } from '../../../twin/event-bus.ts';

export type Emitted = Pick<AwsEvent, 'source' | 'detail-type' | 'resources' | 'detail'>;

/** A sink that keeps what it is given. */
export function recordedEvents(): { sink: EventSink; emitted: Emitted[] } {
  const emitted: Emitted[] = [];
  return { emitted, sink: { emit: (event) => emitted.push(event) } };
}
