import type { Logger } from '../control/ports/logger.ts';
import type { Meter } from '../control/ports/meter.ts';

const nothing = () => undefined;

/** A log that nobody reads. */
export const silentLogger: Logger = {
  info: nothing,
  warn: nothing,
  error: nothing,
  with: () => silentLogger,
};

/** Metrics that nobody reads: what is so is judged by the world, not by what is reported of it. */
export const silentMeter: Meter = {
  count: nothing,
  add: nothing,
  time: nothing,
  gauge: nothing,
  level: nothing,
};
