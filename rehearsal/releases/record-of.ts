import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import * as v from 'valibot';

const artifact = v.looseObject({ type: v.string(), dependencies: v.optional(v.array(v.string()), []) });
const manifest = v.looseObject({ artifacts: v.record(v.string(), artifact) });
const assets = v.looseObject({
  files: v.record(v.string(), v.looseObject({ source: v.looseObject({ path: v.string() }) })),
});
const record = v.object({
  artifacts: v.record(v.string(), artifact),
  files: v.record(v.string(), v.string()),
});

/**
 * One stack of a synthesized app with all that its deployment needs, its functions included; all of it is text. What says how it was
 * made is left out, because it names places of the machine.
 */
export function recordOf(assembly: string, stack: string): Buffer {
  const { artifacts } = v.parse(manifest, readJson(join(assembly, 'manifest.json')));
  const kept = [stack, `${stack}.assets`].map((id) => {
    const { additionalMetadataFile: _, metadata: __, ...rest } = v.parse(artifact, artifacts[id]);
    return [id, rest] as const;
  });
  const named = v.parse(assets, readJson(join(assembly, `${stack}.assets.json`)));
  const sources = Object.values(named.files).map(({ source }) => source.path);
  const files = [`${stack}.assets.json`, ...sources].flatMap((path) => filesIn(assembly, path));
  return brotliCompressSync(
    JSON.stringify({ artifacts: Object.fromEntries(kept), files: Object.fromEntries(files) }),
    // The functions of one release hold the same libraries; only a window as large as all of them sees that.
    { params: { [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS } },
  );
}

/** Copies a synthesized app into a folder, with the recorded stack in the place of its own. */
export function layOver(recorded: Buffer, assembly: string, folder: string): void {
  const { artifacts, files } = v.parse(record, JSON.parse(brotliDecompressSync(recorded).toString('utf8')));
  cpSync(assembly, folder, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const file = join(folder, 'manifest.json');
  const present = v.parse(manifest, readJson(file));
  writeFileSync(file, JSON.stringify({ ...present, artifacts: { ...present.artifacts, ...artifacts } }));
}

/** A file, or all files of a folder: path in the assembly and text. */
function filesIn(assembly: string, path: string): readonly (readonly [path: string, text: string])[] {
  const place = join(assembly, path);
  if (path.endsWith('.json')) return [[path, readFileSync(place, 'utf8')]];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((file) => [relative(assembly, file), readFileSync(file, 'utf8')] as const);
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
