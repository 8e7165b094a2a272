import * as v from 'valibot';
import type { Millis } from '../../core/model/group.ts';
import type { Logger } from '../ports/logger.ts';
import type { Clock } from '../ports/clock.ts';
import { canHaveHappened, instantOf } from '../events/instant.ts';
import type { PlaylistKeys } from './playlist-keys.ts';
import type { PlaylistStore } from './playlist-store.ts';
import { isStale, type Playlist } from './stale.ts';

export interface SweepDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly keys: PlaylistKeys;
  readonly staleAfterMs: Millis;
}

/** What S3 sends when an object was written (S3/notification-content-structure). */
const objectsWritten = v.object({
  Records: v.array(
    v.object({
      eventTime: v.pipe(v.string(), v.isoTimestamp(), v.transform(instantOf)),
      s3: v.object({
        bucket: v.object({ name: v.string() }),
        object: v.object({
          // Encoded like a form: a blank is a plus.
          key: v.pipe(
            v.string(),
            v.transform((text) => decodeURIComponent(text.replaceAll('+', ' '))),
          ),
        }),
      }),
    }),
  ),
});

/** Deletes what a crashed pipeline leaves in the bucket, each time that the other one writes. */
export async function sweep(
  deps: SweepDeps & { readonly open: (bucket: string) => PlaylistStore },
  event: unknown,
): Promise<{ readonly looked: number }> {
  const { Records } = v.parse(objectsWritten, event);
  await Promise.all(
    Records.map(({ eventTime, s3 }) =>
      sweepAfter(deps, deps.open(s3.bucket.name), { key: s3.object.key, at: eventTime }),
    ),
  );
  return { looked: Records.length };
}

/** A playlist that was written. */
export interface Written {
  readonly key: string;
  readonly at: Millis;
}

/**
 * A pipeline has written its playlist: if the other pipeline has not for too long, its playlists go. That one pipeline is
 * alive is what sets this off, so the last one is never in question.
 */
export async function sweepAfter(deps: SweepDeps, store: PlaylistStore, { key, at }: Written): Promise<void> {
  const { keys, clock, staleAfterMs } = deps;
  const writer = keys.findIndex((own) => own.includes(key));
  const [own, others] = writer === 0 ? keys : [keys[1], keys[0]];
  const other = others[own.indexOf(key)];
  if (writer === -1 || other === undefined) {
    deps.logger.warn('A file that is no playlist of this output was reported', { key });
    return;
  }
  if (!canHaveHappened(at, clock.now())) {
    deps.logger.warn('A playlist was reported as of a time that cannot be', { key, at });
    return;
  }
  // Reported late: by now it does not prove that its pipeline is alive. The next report is only a segment away.
  if (clock.now() - at >= staleAfterMs) return;
  const found = await store.find(other);
  if (found === null || !isStale(found, { modifiedAt: at }, staleAfterMs)) return;
  await Promise.all(own.map((each, index) => sweepPair(deps, store, each, others[index])));
}

async function sweepPair(
  { logger, staleAfterMs }: SweepDeps,
  store: PlaylistStore,
  liveKey: string,
  staleKey: string | undefined,
): Promise<void> {
  if (staleKey === undefined) return;
  const [live, stale] = await Promise.all([store.find(liveKey), store.find(staleKey)]);
  if (!live || !stale || !isStale(stale, live, staleAfterMs)) return;
  report(logger, { live, stale }, await store.remove(stale));
}

function report(
  logger: Logger,
  { live, stale }: { readonly live: Playlist; readonly stale: Playlist },
  removed: boolean,
): void {
  const fields = { key: stale.key, behindMs: live.modifiedAt - stale.modifiedAt, live: live.key };
  if (removed) logger.warn('A stale playlist was deleted: its pipeline has stopped writing', fields);
  else logger.info('A stale playlist was written again and stays', fields);
}
