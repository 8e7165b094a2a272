/** When a source sends which datagram: on time, or as late and as little as a starved uplink would. */
import { datagramIndexAt } from './loop.ts';
import { datagramMs } from './loop-muxer.ts';

/** An uplink buffers this much; what is older is dropped unsent. */
const backlogMax = 1_000 / datagramMs;

export interface Pacer {
  /** The datagrams to send at `nowMs`: those from `from` up to, not including, `to`; `dropped` are gone for good. */
  advance(nowMs: number): { readonly from: number; readonly to: number; readonly dropped: number };
  /** Sends at 1/`factor` of the rate from now on: 1 is on time, 2 half as much. */
  slow(factor: number): void;
}

export function createPacer(startMs: number): Pacer {
  let next = datagramIndexAt(startMs);
  let lastMs = startMs;
  let factor = 1;
  let credit = 0;
  return {
    advance: (nowMs) => {
      const end = datagramIndexAt(nowMs) + 1;
      credit += (nowMs - lastMs) / datagramMs / factor;
      lastMs = nowMs;
      const dropped = Math.max(0, end - next - backlogMax);
      const from = next + dropped;
      const waiting = Math.max(0, end - from);
      const sendable = factor === 1 ? waiting : Math.min(waiting, Math.floor(credit));
      credit = waiting === sendable ? 0 : credit - sendable;
      next = from + sendable;
      return { from, to: next, dropped };
    },
    slow: (wanted) => {
      factor = wanted;
      credit = 0;
    },
  };
}
