import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { runtime } from '../lib/constructs/control-function.ts';

const run = promisify(execFile);
/** `24` of `nodejs24.x`. */
const [major = ''] = /\d+/.exec(runtime.name) ?? [];

/**
 * The path of Node in the version that the functions are deployed on: this process's own, or one from the npm registry. npm keeps
 * it in its cache, outside of the project, so that nothing depends on it. undefined: it is not to be had here.
 */
export async function deployedNode(): Promise<string | undefined> {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const command = ['--yes', `--package=${packageName()}@${major}`, '--', 'node', '-p', 'process.execPath'];
  try {
    const { stdout } = await run('npm', ['exec', ...command]);
    return stdout.trim();
  } catch {
    return undefined;
  }
}

/** What the package `node` installs on a machine like this one by a script, which a project may not want to run. */
function packageName(): string {
  const { platform, arch } = process;
  const prefix = platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node';
  return `${prefix}-${platform}-${arch}`;
}
