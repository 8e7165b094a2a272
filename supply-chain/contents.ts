import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import * as v from 'valibot';
import { bundling, repository } from '../lib/handler-bundles.ts';

/** A package of which something is in a bundle. */
export interface Package {
  readonly name: string;
  readonly version: string;
  /** SPDX expression, as the package declares it. */
  readonly licence: string;
  /** As the package names him or them; empty: it does not. */
  readonly author: string;
  /** Where it lies, from the root of the project. */
  readonly folder: string;
}

const person = v.union([
  v.string(),
  v.pipe(
    v.object({ name: v.string() }),
    v.transform(({ name }) => name),
  ),
]);
const manifest = v.object({
  name: v.string(),
  version: v.string(),
  license: v.string(),
  author: v.optional(person, ''),
});

/** Bundles one function as it is deployed, without writing it, and returns what esbuild has taken from where. */
export async function metafileOf(handler: string, ...plugins: readonly Plugin[]): Promise<Metafile> {
  const { metafile } = await build({
    ...bundling,
    entryPoints: [handler],
    outfile: join(repository, 'index.js'),
    write: false,
    metafile: true,
    plugins: [...plugins],
  });
  return metafile;
}

/** The packages that have given a bundle code, by name and version. What was only looked at is not in it. */
export function packagesIn({ outputs }: Metafile): readonly Package[] {
  const used = Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
  const folders = new Set(used.filter((file) => file.includes('node_modules/')).map(packageFolder));
  return [...folders].map(packageAt).toSorted(byName);
}

export function byName(one: Package, other: Package): number {
  return nameOf(one) < nameOf(other) ? -1 : 1;
}

/** As npm writes it. */
export const nameOf = ({ name, version }: Package): string => `${name}@${version}`;

/** Folders within a package may have a manifest of their own, which says how their modules are read and has no name. */
function packageFolder(file: string): string {
  let folder = dirname(file);
  while (!isPackage(folder)) folder = dirname(folder);
  return folder;
}

function isPackage(folder: string): boolean {
  const file = join(repository, folder, 'package.json');
  return existsSync(file) && 'version' in (JSON.parse(readFileSync(file, 'utf8')) as object);
}

/** @throws Error for a package that says nothing of its licence: it must not be shipped. */
function packageAt(folder: string): Package {
  const parsed = v.safeParse(
    manifest,
    JSON.parse(readFileSync(join(repository, folder, 'package.json'), 'utf8')),
  );
  if (!parsed.success) {
    throw new Error(`${folder} does not say its name, version and licence: nothing of it can be shipped.`);
  }
  const { license, ...rest } = parsed.output;
  return { ...rest, licence: license, folder };
}
