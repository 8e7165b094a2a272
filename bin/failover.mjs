#!/usr/bin/env node
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

/**
 * The operator's command line (failover.ts), as a bundle that is made at the first call and kept until a source of it has
 * changed: compiled module by module, it would take most of a second to start, and an operator waits for its answer.
 */
const kept = join(import.meta.dirname, '..', 'node_modules', '.cache', 'failover');

/** The kept bundle's file to run; undefined where there is none, or none of the sources as they are. */
const keptEntry = () => {
  try {
    const { entry, sources } = JSON.parse(readFileSync(join(kept, 'bundle.json'), 'utf8'));
    const isCurrent = ([path, changedAt]) => statSync(path).mtimeMs === changedAt;
    return sources.every(isCurrent) && statSync(entry).isFile() ? entry : undefined;
  } catch {
    return undefined;
  }
};

/** Bundles the sources; where nothing may be written beside them, they run as they are, only slower. */
const freshEntry = async () => {
  try {
    return await (await import('./bundle-command-line.mjs')).bundleCommandLine(kept);
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(error.code)) throw error;
    (await import('tsx/esm/api')).register();
    return join(import.meta.dirname, 'failover.ts');
  }
};

process.setSourceMapsEnabled(true);
await import(pathToFileURL(keptEntry() ?? (await freshEntry())).href);
