import type { Logger } from '../../control/ports/logger.ts';
import type { Meter } from '../../control/ports/meter.ts';

/** Hears of the parts of an item that could not be read; nothing of the kind is silent. */
export type ReportMisread = (item: string, paths: readonly string[]) => void;

/** Who is told. */
export interface Observers {
  readonly logger: Logger;
  readonly meter: Meter;
}

/** More paths than this are counted and not named. */
const namedMax = 20;

/** Has what cannot be read warned of by its names, and counted by the part of the item that it is in. */
export function reportMisread({ logger, meter }: Observers): ReportMisread {
  return (item, paths) => {
    if (paths.length === 0) return;
    const parts = new Set(paths.map((path) => path.split('.').slice(0, 2).join('.')));
    for (const part of parts) meter.count('StoredValuesUnreadable', part);
    logger.warn('Stored values cannot be read and count as not given', {
      item,
      paths: paths.slice(0, namedMax),
      more: Math.max(0, paths.length - namedMax),
    });
  };
}
