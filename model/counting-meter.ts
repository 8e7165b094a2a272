import type { Meter, Metric } from '../control/ports/meter.ts';

/** Adds up what is counted, by metric and dimension. */
export class CountingMeter implements Meter {
  readonly totals = new Map<string, number>();

  count(metric: Metric, dimension?: string): void {
    this.#add(dimension === undefined ? metric : `${metric}/${dimension}`, 1);
  }

  add(metric: Metric, by: number): void {
    this.#add(metric, by);
  }

  level(): void {
    // As with gauges: what is so is judged by the world.
  }

  gauge(): void {
    // The state of a channel is judged by the world, not by what is reported of it.
  }

  time(metric: Metric, durationMs: number): void {
    this.#add(metric, durationMs);
  }

  #add(name: string, by: number): void {
    this.totals.set(name, (this.totals.get(name) ?? 0) + by);
  }
}
