/**
 * Source failover, mode FAILOVER: the output is one source at a time. After 500 ms without data it is the other one
 * (MC/source-failover); a named primary takes over again as soon as its data returns, without any delay.
 */
import type { Forward, OutputStage } from './output-stage.ts';

/** Fixed by the service. */
export const failoverAfterMs = 500;

/** `primary` is the source that is preferred; undefined gives all the same priority, and the output stays where it is. */
export function createFailover(primary: number | undefined, forward: Forward): OutputStage {
  const lastAt = new Map<number, number>();
  let active: number | undefined;

  const isSilent = (source: number, nowMs: number) =>
    nowMs - (lastAt.get(source) ?? -Infinity) >= failoverAfterMs;

  return {
    offer: (source, rtp, nowMs) => {
      lastAt.set(source, nowMs);
      if (active === undefined || source === primary) active = source;
      if (source === active) forward(rtp, nowMs);
    },
    check: (nowMs) => {
      if (active === undefined || !isSilent(active, nowMs)) return;
      active = [...lastAt.keys()].find((source) => !isSilent(source, nowMs)) ?? active;
    },
    isFailedOver: () => active !== undefined && active !== (primary ?? 0),
    reset: () => {
      lastAt.clear();
      active = undefined;
    },
  };
}
