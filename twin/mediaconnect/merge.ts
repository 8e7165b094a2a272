/**
 * Source failover, mode MERGE (SMPTE 2022-7): both sources carry the same RTP packets; one of each is put out. Every
 * packet is held for the recovery window, so that one which a leg lost is in its place if the other leg brings it later.
 */
import type { Clock } from '../clock.ts';
import { readRtp, sequenceDistance } from '../media/rtp.ts';
import type { Forward, OutputStage } from './output-stage.ts';

/** MC: the default of `RecoveryWindow`. */
export const recoveryWindowDefaultMs = 200;
/** After a silence this long the numbers may start anywhere: the senders were restarted. */
const restartAfterMs = 1_000;

interface Held {
  readonly sequence: number;
  readonly rtp: Buffer;
  readonly releaseAtMs: number;
}

export function createMerge(options: { windowMs: number; clock: Clock; forward: Forward }): OutputStage {
  const { windowMs, clock, forward } = options;
  /** In the order of their numbers. */
  let held: Held[] = [];
  let released: { sequence: number; atMs: number } | undefined;
  let forgetTimer: (() => void) | undefined;

  function release(): void {
    forgetTimer = undefined;
    const nowMs = clock.now();
    // A late packet that fills a gap is due after its successors; it goes out with the first of them.
    const count = held.findLastIndex((packet) => packet.releaseAtMs <= nowMs) + 1;
    for (const { sequence, rtp } of held.splice(0, count)) {
      released = { sequence, atMs: nowMs };
      forward(rtp, nowMs);
    }
    arm(nowMs);
  }

  function arm(nowMs: number): void {
    if (held.length === 0 || forgetTimer !== undefined) return;
    const dueAtMs = Math.min(...held.map((packet) => packet.releaseAtMs));
    forgetTimer = clock.after(Math.max(0, dueAtMs - nowMs), release);
  }

  function isTooLate(sequence: number, nowMs: number): boolean {
    if (released === undefined) return false;
    if (held.length === 0 && nowMs - released.atMs >= restartAfterMs) return false;
    return sequenceDistance(sequence, released.sequence) <= 0;
  }

  return {
    offer: (_source, rtp, nowMs) => {
      const sequence = readRtp(rtp)?.sequence;
      if (sequence === undefined || isTooLate(sequence, nowMs)) return;
      const before = held.findLastIndex((packet) => sequenceDistance(sequence, packet.sequence) >= 0);
      if (held[before]?.sequence === sequence) return;
      held.splice(before + 1, 0, { sequence, rtp, releaseAtMs: nowMs + windowMs });
      arm(nowMs);
    },
    check: () => undefined,
    isFailedOver: () => false,
    reset: () => {
      forgetTimer?.();
      forgetTimer = undefined;
      held = [];
      released = undefined;
    },
  };
}
