import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const repository = join(import.meta.dirname, '..');
const command = join(repository, 'node_modules', 'aws-cdk', 'bin', 'cdk');

/** What a command printed, on both of its streams, and how it ended. */
export interface Ended {
  readonly exitCode: number | null;
  readonly printed: string;
}

/**
 * Runs the CDK's own command line, unchanged, as a shell would in the project's folder.
 *
 * @param environment - where AWS is, and who asks: `AWS_ENDPOINT_URL` and so on
 */
export async function runCdk(
  environment: Readonly<Record<string, string>>,
  line: readonly string[],
  signal?: AbortSignal,
): Promise<Ended> {
  const child = spawn(process.execPath, [command, ...line], {
    cwd: repository,
    // CI: it prints lines, and no progress bar that draws over them.
    env: { ...process.env, ...environment, CI: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal === undefined ? {} : { signal }),
  });
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('exit', resolve);
  });
  const [out, err, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  return { exitCode, printed: `${out}${err}`.trim() };
}
