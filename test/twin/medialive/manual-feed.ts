import type { Clock } from '../../../twin/clock.ts';
import type { Feed } from '../../../twin/media/feed.ts';

/** A feed whose packets come every 20 ms of the clock while it is on. */
export interface ManualFeed extends Feed {
  on(): void;
  off(): void;
}

const packetEveryMs = 20;

export function manualFeed(id: string, clock: Clock): ManualFeed {
  const listeners = new Set<(rtp: Buffer) => void>();
  let lastPacketAt: number | undefined;
  let stop: (() => void) | undefined;
  const send = (): void => {
    lastPacketAt = clock.now();
    stop = clock.after(packetEveryMs, send);
    for (const listener of [...listeners]) listener(Buffer.alloc(12));
  };
  return {
    id,
    lastPacketAt: () => lastPacketAt,
    onPacket: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    on: () => {
      if (stop === undefined) send();
    },
    off: () => {
      stop?.();
      stop = undefined;
    },
  };
}
