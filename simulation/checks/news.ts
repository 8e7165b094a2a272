import type { Observed } from '../../core/invariants.ts';
import type { Millis, PipelineId } from '../../core/model/group.ts';

/** The good and the bad news of each site's pipelines, by the time they are dated to. */
export class News {
  readonly #good = new Map<string, Millis[]>();
  readonly #bad = new Map<string, Millis[]>();

  hear(isGood: boolean, site: string, pipeline: PipelineId, at: Millis): void {
    const kind = isGood ? this.#good : this.#bad;
    const key = `${site}/${pipeline}`;
    kind.set(key, [...(kind.get(key) ?? []), at]);
  }

  /** -Infinity: there was no bad news. */
  lastBad(site: string, pipeline: PipelineId): Millis {
    return Math.max(...(this.#bad.get(`${site}/${pipeline}`) ?? []));
  }

  /** The last news was bad, or has been good for less than `stableMs`. */
  isShaky(site: string, pipeline: PipelineId, now: Millis, stableMs: Millis): boolean {
    const bad = this.lastBad(site, pipeline);
    const after = (this.#good.get(`${site}/${pipeline}`) ?? []).filter((at) => at >= bad);
    // Good news that only repeats itself is not new.
    return bad !== -Infinity && Math.min(...after) + stableMs > now;
  }
}

/** A list that has waited in a queue, or for another try of its decision, says nothing about what came after it. */
export function timeOfList({ answers, now }: Observed['event']): Millis {
  const channel = answers?.channel;
  return answers?.askedAt ?? (typeof channel === 'object' ? channel.at : now);
}
