/** The giving side of a {@link Feed}: what is published is heard by everyone who listens at that moment. */
import type { Feed } from './feed.ts';

export interface FeedPublisher {
  readonly feed: Feed;
  readonly publish: (rtp: Buffer, atMs: number) => void;
}

export function createFeedPublisher(id: string): FeedPublisher {
  const listeners = new Set<(rtp: Buffer) => void>();
  let lastPacketAt: number | undefined;
  return {
    feed: {
      id,
      lastPacketAt: () => lastPacketAt,
      onPacket: (listener) => {
        // A wrapper, so that one who listens twice is heard twice and can leave once.
        const entry = (rtp: Buffer) => {
          listener(rtp);
        };
        listeners.add(entry);
        return () => listeners.delete(entry);
      },
    },
    publish: (rtp, atMs) => {
      lastPacketAt = atMs;
      for (const listener of listeners) listener(rtp);
    },
  };
}
