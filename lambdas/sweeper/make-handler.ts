import * as v from 'valibot';
import { withBaseMiddleware, type BaseDeps } from '../../aws/middleware/base-middleware.ts';
import { instantOf } from '../../control/events/instant.ts';
import type { PlaylistStore } from '../../control/sweep/playlist-store.ts';
import { sweep, type SweepDeps } from '../../control/sweep/sweep.ts';

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
export function makeHandler(
  deps: SweepDeps & BaseDeps & { readonly open: (bucket: string) => PlaylistStore },
) {
  return withBaseMiddleware<unknown, { readonly looked: number }>(deps, async (event, { logger }) => {
    const { Records } = v.parse(objectsWritten, event);
    await Promise.all(
      Records.map(({ eventTime, s3 }) =>
        sweep({ ...deps, logger }, deps.open(s3.bucket.name), { key: s3.object.key, at: eventTime }),
      ),
    );
    return { looked: Records.length };
  });
}
