import type { Observed } from '../../core/invariants.ts';
import { pipelineIds, type Millis, type PipelineId } from '../../core/model/group.ts';
import type { VirtualTime } from '../../model/virtual-time.ts';
import { noPicture } from '../world/customs.ts';
import { eventResolutionMs } from './tolerances.ts';

interface End {
  /** null: nobody has heard of that. */
  readonly setAt: Millis | null;
  readonly clearedAt: Millis;
  /** By the world's clock. */
  readonly knownAt: Millis;
}

/**
 * The alarms of MediaLive's that a channel has been told of and that are over: on what was on air all the while, media has
 * arrived since, whatever MediaConnect had said before.
 */
export class Ends {
  readonly #time: VirtualTime;
  /** By site and pipeline. */
  readonly #ends = new Map<string, readonly End[]>();

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  absorb({ after: { state }, group }: Observed): void {
    for (const pipeline of pipelineIds) {
      const { attachment, since } = state.pipelines[pipeline];
      for (const site of group.sites) {
        const key = `${site.name}/${pipeline}`;
        // What ends as its pipeline stops or leaves has ended because nobody looks any more.
        const known = (this.#ends.get(key) ?? []).filter(
          ({ setAt, clearedAt }) => clearedAt + eventResolutionMs <= since || (setAt ?? clearedAt) > since,
        );
        const alarms = site.attachment === attachment ? state.health[site.name]?.[pipeline].alarms : {};
        const byEvent = Object.values(alarms ?? {}).filter(({ endedByList }) => !endedByList);
        const over = byEvent.flatMap(({ setAt, clearedAt, alertType }) =>
          clearedAt !== null && clearedAt >= Number(setAt) && noPicture.has(alertType)
            ? [{ setAt, clearedAt, knownAt: this.#time.now() }]
            : [],
        );
        const fresh = over.filter(
          ({ setAt, clearedAt }) => !known.some((end) => end.setAt === setAt && end.clearedAt === clearedAt),
        );
        this.#ends.set(key, [...known, ...fresh]);
      }
    }
  }

  /** Since when it has been known that an alarm raised since then is over; null: it is not. */
  belieSince(site: string, pipeline: PipelineId, at: Millis): Millis | null {
    const ends = this.#ends.get(`${site}/${pipeline}`) ?? [];
    const end = ends.find(
      ({ setAt, clearedAt }) => (setAt ?? at) >= at && clearedAt >= at + eventResolutionMs,
    );
    return end?.knownAt ?? null;
  }
}
