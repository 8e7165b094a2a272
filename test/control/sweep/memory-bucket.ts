import type { PlaylistStore } from '../../../control/sweep/playlist-store.ts';
import type { Playlist } from '../../../control/sweep/stale.ts';

/** Playlists in memory; what was removed is remembered with what was there at that moment. */
export class MemoryBucket implements PlaylistStore {
  readonly playlists = new Map<string, Playlist>();
  readonly removed: { readonly playlist: Playlist; readonly left: readonly Playlist[] }[] = [];
  /** Called between a look and what follows from it. */
  meanwhile: () => void = () => undefined;
  #version = 0;

  write(key: string, modifiedAt: number): void {
    this.playlists.set(key, { key, modifiedAt, etag: `version-${(this.#version += 1)}` });
  }

  find(key: string): Promise<Playlist | null> {
    return Promise.resolve(this.playlists.get(key) ?? null);
  }

  remove(playlist: Playlist): Promise<boolean> {
    this.meanwhile();
    if (this.playlists.get(playlist.key)?.etag !== playlist.etag) return Promise.resolve(false);
    this.playlists.delete(playlist.key);
    this.removed.push({ playlist, left: [...this.playlists.values()] });
    return Promise.resolve(true);
  }
}
