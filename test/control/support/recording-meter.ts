import type { FlushingMeter } from '../../../aws/observability/emf-meter.ts';
import type { Gauge, Metric } from '../../../control/ports/meter.ts';

/** What was counted and timed: counts by `Metric` or `Metric/dimension value`. */
export class RecordingMeter implements FlushingMeter {
  readonly counts: Record<string, number> = {};
  readonly durations: number[] = [];
  /** The last value of each, by `channel/gauge`. */
  readonly gauges: Record<string, boolean> = {};
  readonly levels: Partial<Record<Metric, number>> = {};
  flushes = 0;

  count(metric: Metric, ...[value]: readonly string[]): void {
    this.#increase(value === undefined ? metric : `${metric}/${value}`, 1);
  }

  add(metric: Metric, by: number): void {
    if (by > 0) this.#increase(metric, by);
  }

  time(_metric: Metric, durationMs: number): void {
    this.durations.push(durationMs);
  }

  gauge(metric: Gauge, channel: string, isSo: boolean): void {
    this.gauges[`${channel}/${metric}`] = isSo;
  }

  level(metric: Metric, value: number): void {
    this.levels[metric] = value;
  }

  flush(): void {
    this.flushes += 1;
  }

  #increase(key: string, by: number): void {
    this.counts[key] = (this.counts[key] ?? 0) + by;
  }
}
