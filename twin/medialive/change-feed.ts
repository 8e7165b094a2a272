import type { ChannelChange } from './channel/channel-change.ts';

/** Hands changes of all channels to the listeners. */
export interface ChangeFeed {
  readonly publish: (change: ChannelChange) => void;
  readonly subscribe: (listener: (change: ChannelChange) => void) => () => void;
}

export function changeFeed(): ChangeFeed {
  const listeners = new Set<(change: ChannelChange) => void>();
  return {
    publish: (change) => {
      for (const listener of [...listeners]) listener(change);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
