import type { Meter } from '../../lambdas/shared/observability/meter.ts';

/** Keeps how high the age of the oldest look has stood. */
export class LevelMeter implements Meter {
  highest = 0;

  level(_metric: 'OldestLookSeconds', value: number): void {
    this.highest = Math.max(this.highest, value);
  }

  count(): void {
    // Only levels are looked at.
  }

  add(): void {
    // Only levels are looked at.
  }

  time(): void {
    // Only levels are looked at.
  }

  gauge(): void {
    // Only levels are looked at.
  }
}
