import type { Clock } from '../../../twin/clock.ts';
import type { Feed } from '../../../twin/media/feed.ts';

/** A feed whose packets come every 20 ms of the clock while it is on, the first at once. */
export interface ManualFeed extends Feed {
  on(): void;
  off(): void;
}

const packetEveryMs = 20;

/** Packets are counted out of the clock and sent only while someone listens, so that hours pass at no cost. */
export function manualFeed(id: string, clock: Clock): ManualFeed {
  const listeners = new Set<(rtp: Buffer) => void>();
  let onSince: number | undefined;
  let lastBefore: number | undefined;
  let stopTimer: (() => void) | undefined;
  const lastPacketAt = (): number | undefined =>
    onSince === undefined ? lastBefore : clock.now() - ((clock.now() - onSince) % packetEveryMs);
  const plan = (): void => {
    stopTimer?.();
    const last = lastPacketAt();
    if (onSince === undefined || last === undefined || listeners.size === 0) return;
    stopTimer = clock.after(last + packetEveryMs - clock.now(), send);
  };
  const send = (): void => {
    for (const listener of [...listeners]) listener(Buffer.alloc(12));
    plan();
  };
  return {
    id,
    lastPacketAt,
    onPacket: (listener) => {
      listeners.add(listener);
      plan();
      return () => {
        listeners.delete(listener);
      };
    },
    on: () => {
      if (onSince !== undefined) return;
      onSince = clock.now();
      send();
    },
    off: () => {
      lastBefore = lastPacketAt();
      onSince = undefined;
      stopTimer?.();
    },
  };
}
