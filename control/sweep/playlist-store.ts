import type { Playlist } from './stale.ts';

/** The playlists of one output. */
export interface PlaylistStore {
  /** Null: there is none of this key. */
  find(key: string): Promise<Playlist | null>;
  /** Deletes this version and no newer one; false: it has been written anew since it was looked at. */
  remove(playlist: Playlist): Promise<boolean>;
}
