import type { Clock } from '../../../control/ports/clock.ts';

/** A Saturday in November, at noon UTC. */
export const noon = Date.UTC(2026, 10, 21, 12);

/** A clock that moves when told to, and by what is slept through. */
export class ManualClock implements Clock {
  readonly sleeps: number[] = [];
  #now = noon;

  now(): number {
    return this.#now;
  }

  advance(byMs: number): void {
    this.#now += byMs;
  }

  sleep(durationMs: number): Promise<void> {
    this.sleeps.push(durationMs);
    this.advance(durationMs);
    return Promise.resolve();
  }
}
