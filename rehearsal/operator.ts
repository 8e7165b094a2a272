import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import * as v from 'valibot';
import { underPresentName } from '../config/former-name.ts';
import type { Clients } from './clients.ts';

const pipeline = v.object({ running: v.nullable(v.boolean()), onAir: v.nullable(v.string()) });
const group = v.object({
  name: v.string(),
  shown: v.string(),
  pipelines: v.object({ '0': v.object({ status: v.string() }), '1': v.object({ status: v.string() }) }),
});
const answer = v.object({
  ok: v.literal(true),
  // The first release says inputGroups; the drill also plays with its functions.
  channel: v.pipe(
    v.unknown(),
    v.transform((given) => underPresentName(given, 'sites')),
    v.object({
      pipelines: v.object({ '0': pipeline, '1': pipeline }),
      intended: v.nullable(v.object({ group: v.string(), by: v.string() })),
      sites: v.array(group),
      // The first release says hold.
      holds: v.optional(v.array(v.unknown()), []),
      switch: v.nullable(v.object({ to: v.string() })),
      planned: v.nullable(v.object({ to: v.string() })),
      owed: v.array(v.unknown()),
    }),
  ),
});

/** The part of the operator function's `status` that a drill goes by. */
export type ChannelStatus = v.InferOutput<typeof answer>['channel'];

/** No switch is in flight, and nothing is owed. */
export function isSettled(status: ChannelStatus | undefined): boolean {
  return status?.switch === null && status.owed.length === 0;
}

/** Asks the deployed operator function for the status of a channel; undefined where it has none to tell yet. */
export async function askStatus(
  { lambda }: Pick<Clients, 'lambda'>,
  functionName: string,
  channel: string,
): Promise<ChannelStatus | undefined> {
  const request = { command: 'status', channel };
  const { Payload } = await lambda.send(
    new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(request) }),
  );
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), answer), Payload?.transformToString());
  return parsed.success ? parsed.output.channel : undefined;
}

const repository = join(import.meta.dirname, '..');

/** Runs the operator's command line as a shell would; resolves with what it printed and its exit code. */
export async function runCommand(
  { environment }: Clients,
  line: readonly string[],
  signal: AbortSignal,
): Promise<{ readonly exitCode: number | null; readonly printed: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', join('bin', 'failover.ts'), ...line], {
    cwd: repository,
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('exit', resolve);
  });
  const [out, err, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  return { exitCode, printed: `${out}${err}`.trim() };
}
