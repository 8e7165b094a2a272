/** The feed of a file input: it loops and never runs dry, so that there is always a packet. */
import type { Clock } from '../clock.ts';
import type { Feed } from './feed.ts';

const nothing = Buffer.alloc(0);

export function fileFeed(id: string, clock: Clock): Feed {
  return {
    id,
    lastPacketAt: () => clock.now(),
    onPacket: (listener) =>
      clock.after(0, () => {
        listener(nothing);
      }),
  };
}
