import type { Meter, Metric } from '../../control/ports/meter.ts';

/** Keeps how high the age of the oldest look has stood, and which metrics have had anything to report. */
export class LevelMeter implements Meter {
  highest = 0;
  readonly reported = new Set<string>();

  level(metric: 'OldestLookSeconds', value: number): void {
    this.reported.add(metric);
    this.highest = Math.max(this.highest, value);
  }

  count(metric: Metric, dimension?: string): void {
    this.reported.add(dimension === undefined ? metric : `${metric}/${dimension}`);
  }

  /** Nothing is no datapoint, as in `emfMeter`. */
  add(metric: Metric, by: number): void {
    if (by > 0) this.reported.add(metric);
  }

  time(metric: Metric): void {
    this.reported.add(metric);
  }

  gauge(): void {
    // Gauges are reported with every look: there is nothing to find out.
  }
}
