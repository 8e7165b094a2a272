import * as v from 'valibot';

/** The keys of each pipeline's playlists, a rendition's at the same place in both. */
export const playlistKeys = v.pipe(
  v.string(),
  v.parseJson(),
  v.strictTuple([v.array(v.string()), v.array(v.string())]),
  v.check(
    ([first, second]) => first.length === second.length && first.length > 0,
    'Both pipelines have one playlist for each rendition.',
  ),
);
export type PlaylistKeys = v.InferOutput<typeof playlistKeys>;
