import type { Millis } from '../../core/model/group.ts';

/** A pipeline's playlist as it lies in the bucket. */
export interface Playlist {
  readonly key: string;
  readonly modifiedAt: Millis;
  /** Names this very version of it. */
  readonly etag: string;
}

/**
 * Whether one pipeline's playlist is stale next to the other's. They are compared with each other rather than with the clock,
 * so that two pipelines that stop together both keep theirs, and of two the newer one is never called stale.
 */
export function isStale(
  playlist: Pick<Playlist, 'modifiedAt'>,
  other: Pick<Playlist, 'modifiedAt'>,
  staleAfterMs: Millis,
): boolean {
  return other.modifiedAt - playlist.modifiedAt >= staleAfterMs;
}
