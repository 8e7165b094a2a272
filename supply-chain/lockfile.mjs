/**
 * Whether package-lock.json says by its digest what every package is: `node supply-chain/lockfile.mjs [FOLDER]`. Run before anything is
 * installed, so it needs nothing but Node. Exit code 0: it does; 1: it does not, and the lines on standard error say where.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The one digest that npm writes today; weaker ones can be forged. */
const digest = /^sha512-[A-Za-z0-9+/]{86}==$/;

/** A version, not a range, an address or a name for something else. */
const exact = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

/** The package that ships `path` within its own archive: its digest covers what it brings. */
function bundlerOf(packages, path) {
  const parts = path.split('/node_modules/');
  for (let length = parts.length - 1; length > 0; length -= 1) {
    const above = packages[parts.slice(0, length).join('/node_modules/')];
    if (above !== undefined && above.inBundle !== true) return above;
  }
  return undefined;
}

function problemOf(packages, path) {
  const { integrity, resolved, inBundle, link, version } = packages[path];
  if (link === true) return 'is a link into this machine';
  if (resolved !== undefined && !/^https:\/\/[^/]+\/.+\.tgz$/.test(resolved)) return `comes from ${resolved}`;
  if (!exact.test(version ?? '')) return `has ${version ?? 'nothing'} for a version`;
  if (integrity !== undefined) return digest.test(integrity) ? null : `has ${integrity} for a digest`;
  if (inBundle !== true) return 'has no digest';
  const bundler = bundlerOf(packages, path);
  return bundler?.bundleDependencies && digest.test(bundler.integrity ?? '')
    ? null
    : 'is said to be in the archive of another package, and there is no such archive';
}

function problemsIn({ lockfileVersion, packages = {} }, manifest) {
  const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];
  const direct = kinds.flatMap((kind) => Object.entries(manifest[kind] ?? {}));
  return [
    ...(lockfileVersion === 3
      ? []
      : [`its version is ${lockfileVersion}; what is checked here is version 3`]),
    ...direct
      .filter(([, version]) => !exact.test(version))
      .map(([name, version]) => `${name}: package.json asks for ${version}, which is no exact version`),
    ...Object.keys(packages).flatMap((path) => {
      const problem = path === '' ? null : problemOf(packages, path);
      return problem === null ? [] : [`${path}: ${problem}`];
    }),
  ];
}

const folder = process.argv[2] ?? join(import.meta.dirname, '..');
const read = (file) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const problems = problemsIn(read('package-lock.json'), read('package.json'));
for (const problem of problems) console.error(`package-lock.json: ${problem}.`);
process.exitCode = problems.length > 0 ? 1 : 0;
