/** One destination of a source, and the harm that can be done to it. */
import { lossDraw } from './loss.ts';
import { createPacer } from './pacer.ts';

/** What a leg has done, told by the sending process itself. */
export interface LegFacts {
  readonly sent: number;
  /** Held back by a cut or by the loss that was asked for. */
  readonly withheld: number;
  /** Never sent because the uplink was too slow for too long. */
  readonly dropped: number;
  /** Epoch ms of the newest packet sent; undefined before the first. */
  readonly lastSentAt: number | undefined;
}

export interface Leg {
  /** Sends what is due at `nowMs`. */
  tick(nowMs: number): void;
  cut(): void;
  /** The line stays up and carries nothing: packets without a payload, in place of each of the stream. */
  idle(): void;
  resume(): void;
  slow(factor: number): void;
  lose(fraction: number, seed: number): void;
  facts(): LegFacts;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** `send` puts the datagram of an index on the wire, or its header alone. */
export function createLeg(startMs: number, send: (index: number, isEmpty: boolean) => void): Leg {
  const pacer = createPacer(startMs);
  const facts: Mutable<LegFacts> = { sent: 0, withheld: 0, dropped: 0, lastSentAt: undefined };
  let isCut = false;
  let isIdle = false;
  let loss = { fraction: 0, seed: 0 };
  return {
    tick: (nowMs) => {
      const { from, to, dropped } = pacer.advance(nowMs);
      facts.dropped += dropped;
      for (let index = from; index < to; index++) {
        if (isCut || lossDraw(loss.seed, index) < loss.fraction) {
          facts.withheld += 1;
          continue;
        }
        send(index, isIdle);
        facts.sent += 1;
        facts.lastSentAt = nowMs;
      }
    },
    cut: () => {
      isCut = true;
    },
    idle: () => {
      isIdle = true;
    },
    resume: () => {
      isCut = false;
      isIdle = false;
      loss = { fraction: 0, seed: 0 };
      pacer.slow(1);
    },
    slow: (factor) => {
      pacer.slow(factor);
    },
    lose: (fraction, seed) => {
      loss = { fraction, seed };
    },
    facts: () => ({ ...facts }),
  };
}
