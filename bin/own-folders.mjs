import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** For esbuild: bundled into another file, each source still knows the folder that it was in. */
export const ownFolders = {
  name: 'own-folders',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replaceAll(
        'import.meta.dirname',
        JSON.stringify(dirname(path)),
      ),
      loader: 'ts',
    }));
  },
};
