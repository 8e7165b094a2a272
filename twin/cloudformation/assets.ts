import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { unzipSync } from 'fflate';
import { ServiceError } from '../gateway/service-error.ts';
import type { S3Store } from '../s3/store.ts';

/** The file assets that have been published, unpacked when a template asks for one. */
export class Assets {
  readonly #store: S3Store;
  readonly #scratchFolder: () => string;

  constructor(store: S3Store, scratchFolder: () => string) {
    this.#store = store;
    this.#scratchFolder = scratchFolder;
  }

  /** The folder with what was packed under a key. */
  folder(s3Key: string): string {
    const packed = this.#store.find(s3Key);
    if (packed === undefined) {
      throw new ServiceError(
        400,
        'ValidationError',
        `S3 error: there is no object ${s3Key}: has the asset been published?`,
      );
    }
    const folder = mkdtempSync(join(this.#scratchFolder(), 'asset-'));
    for (const [name, content] of Object.entries(unzipSync(packed))) {
      if (name.endsWith('/')) continue;
      const path = join(folder, name);
      if (!path.startsWith(`${folder}${sep}`)) {
        throw new ServiceError(400, 'ValidationError', `${s3Key} has a file outside of itself: ${name}`);
      }
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
    return folder;
  }
}
