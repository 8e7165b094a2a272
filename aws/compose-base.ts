import type { BaseDeps } from './middleware/base-middleware.ts';
import { emfMeter, type MeterOptions } from './observability/emf-meter.ts';
import { jsonLogger } from './observability/json-logger.ts';
import type { Clock } from '../control/ports/clock.ts';

/** The machine's clock. */
const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (durationMs) =>
    new Promise((resolve) => {
      setTimeout(resolve, durationMs);
    }),
};

/** The real clock, and logs and metrics on standard output. */
export function composeBase(service: string, metrics: MeterOptions = {}): BaseDeps {
  const print = (line: string) => {
    // Not console.log: Lambda puts words before its lines, and a line with words before it is no metric.
    process.stdout.write(`${line}\n`);
  };
  return {
    clock: systemClock,
    logger: jsonLogger(print, { service }),
    meter: emfMeter(print, metrics),
  };
}
