import type { Millis } from '../core/model/group.ts';
import type { Clock } from '../control/ports/clock.ts';

interface Entry {
  readonly at: Millis;
  /** Keeps entries of one instant in the order in which they were made. */
  readonly sequence: number;
  readonly act: () => void;
}

/**
 * Time that passes only from one thing to the next. Everything that is ever to happen is an entry; an entry runs to its end,
 * with every promise that it settles, before the next one begins: that is what makes a run the same every time.
 */
export class VirtualTime implements Clock {
  #now: Millis;
  #sequence = 0;
  #stirred = false;
  readonly #held: Promise<unknown>[] = [];
  readonly #entries: Entry[] = [];

  constructor(start: Millis) {
    this.#now = start;
  }

  now(): Millis {
    return this.#now;
  }

  /** How many things are still to happen. */
  get pending(): number {
    return this.#entries.length;
  }

  at(at: Millis, act: () => void): void {
    this.#sequence += 1;
    this.#push({ at: Math.max(at, this.#now), sequence: this.#sequence, act });
  }

  after(delayMs: Millis, act: () => void): void {
    this.at(this.#now + delayMs, act);
  }

  sleep(durationMs: Millis): Promise<void> {
    return new Promise((resolve) => {
      this.after(durationMs, () => {
        this.stir();
        resolve();
      });
    });
  }

  /** What is happening now settles promises or starts something asynchronous: time stands still until that has run its course. */
  stir(): void {
    this.#stirred = true;
  }

  /** Time stands still until `work` is over, which may ask something outside of virtual time. */
  hold(work: Promise<unknown>): void {
    this.#held.push(work);
    this.stir();
  }

  /** Lets things happen up to `end`, and stops there. */
  async runUntil(end: Millis): Promise<void> {
    for (let next = this.#entries[0]; next && next.at <= end; next = this.#entries[0]) {
      this.#pop();
      this.#now = next.at;
      next.act();
      if (this.#stirred) {
        this.#stirred = false;
        await Promise.allSettled(this.#held.splice(0));
        await settled();
      }
    }
    this.#now = Math.max(this.#now, end);
  }

  /** A binary heap by time, then sequence. */
  #push(entry: Entry): void {
    const heap = this.#entries;
    let index = heap.push(entry) - 1;
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = heap[above];
      if (!parent || isBefore(parent, entry)) break;
      heap[index] = parent;
      index = above;
    }
    heap[index] = entry;
  }

  #pop(): void {
    const heap = this.#entries;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let index = 0;
    for (;;) {
      const left = heap[2 * index + 1];
      const right = heap[2 * index + 2];
      if (!left) break;
      const smaller = right && isBefore(right, left) ? right : left;
      if (isBefore(last, smaller)) break;
      heap[index] = smaller;
      index = smaller === left ? 2 * index + 1 : 2 * index + 2;
    }
    heap[index] = last;
  }
}

function isBefore(one: Entry, other: Entry): boolean {
  return one.at === other.at ? one.sequence < other.sequence : one.at < other.at;
}

/** Comes back when every promise that can settle has settled. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
