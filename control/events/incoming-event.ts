import type { ChannelEvent } from '../../core/model/event.ts';

type WithoutTime<E> = E extends ChannelEvent ? Omit<E, 'now'> : never;

/** An event as it arrives; the moment it is decided on is put in with each attempt to decide. */
export type IncomingEvent = WithoutTime<ChannelEvent>;
