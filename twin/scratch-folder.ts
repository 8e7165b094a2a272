import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Makes a temporary folder, which its maker removes, and removes those of the same kind whose maker was killed before it could. The name
 * tells the process and the machine: on a folder that several share, another one's processes look dead from here.
 */
export const makeScratchFolder = (kind: string): string => {
  const prefix = `${kind}-${hostname().replace(/\W/g, '_')}-`;
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(prefix) ? /^\d+(?=-)/.exec(name.slice(prefix.length))?.[0] : undefined;
    if (pid !== undefined && isDead(Number(pid))) {
      removeLeftover(join(tmpdir(), name));
    }
  }
  return mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
};

const isDead = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    // Of somebody else's process, EPERM says that it lives.
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
};

const removeLeftover = (folder: string): void => {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Somebody else's: it does no harm where it is.
  }
};
