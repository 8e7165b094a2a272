import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build, type BuildOptions } from 'esbuild';
import * as alert from '../control/events/media-live/alert.ts';
import { awsEvent } from '../control/events/sample.ts';
import { deployedNode } from './deployed-node.ts';
import { median } from '../rehearsal/statistics.ts';
import { printVerdict } from './verdict.ts';
import { bundling } from '../lib/handler-bundles.ts';

/**
 * What the controller's bundle weighs, and what loading it and its first call take against a bare handler with the same
 * SDK clients, on the Node that is deployed. Process-start figures of this machine: the ratio is the claim, not the milliseconds.
 */
const samples = Number(process.argv[2] ?? 30);
const deployed = await deployedNode();
const node = deployed ?? process.execPath;
const run = promisify(execFile);

let calls = 0;
/** Answers every call with an empty JSON object: a table without items, so the channel is one that is not managed. */
const server = createServer((_request, response) => {
  calls += 1;
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}');
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const folder = await mkdtemp(join(tmpdir(), 'failover-bench-'));

const here = import.meta.dirname;
const handlerFile = join(here, '../lambdas/controller/handler.ts');
const bareFile = join(here, 'bare-handler.ts');
const bundles = {
  controller: await bundle(handlerFile, folder, 'controller'),
  importing: await bundle(handlerFile, folder, 'importing', { supported: {} }),
  bare: await bundle(bareFile, folder, 'bare', { alias: {} }),
  bareAlike: await bundle(bareFile, folder, 'bare-alike'),
};
type Contender = keyof typeof bundles;

const channelArn = 'arn:aws:medialive:eu-west-1:000000000000:channel:1';
const said = alert.sample(channelArn, {
  type: 'alert',
  alarmId: 'f'.repeat(40),
  alarmState: 'set',
  alertType: 'Stopped Receiving UDP Input',
  pipeline: '0',
  message: 'Stopped receiving network data on [site-A]',
});
const event = awsEvent('a1', Date.parse('2026-11-21T12:00:00Z'), said);
const batch = JSON.stringify({
  Records: [{ messageId: 'm1', body: JSON.stringify(event), attributes: { ApproximateReceiveCount: '1' } }],
});

const environment = {
  PATH: process.env['PATH'],
  AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  DEPLOYMENT: 'bench',
  TABLE_NAME: 'bench',
  EVENTS_QUEUE_URL: 'http://127.0.0.1/000000000000/bench',
  NOTIFICATION_TOPIC_ARN: 'arn:aws:sns:eu-west-1:000000000000:bench',
  EVENT_BUS_NAME: 'default',
  ACCOUNT_ID: '000000000000',
  OWN_ROLE_IDS: 'AROABENCH',
  RULE_ROLE_ID: 'any',
  ALARMED_BY_CHANNEL: 'OffAir,StandbyUnhealthy',
  LOG_RETENTION_DAYS: '30',
};

interface Sample {
  readonly initMs: number;
  readonly firstCallMs: number;
}

async function sample(file: string): Promise<Sample> {
  const before = calls;
  const { stderr } = await run(node, [join(here, 'first-call.mjs'), file, batch], {
    env: environment,
  });
  // What drops the message before it has asked anybody is no first call.
  if (calls === before) throw new Error(`The handler in ${file} has called nobody.`);
  return JSON.parse(stderr.slice(stderr.lastIndexOf('\n{'))) as Sample;
}

const taken: Record<Contender, Sample[]> = { controller: [], importing: [], bare: [], bareAlike: [] };
for (let index = 0; index < samples; index += 1) {
  // Turn about, so that whatever else the machine does meets all alike.
  for (const [name, { file }] of Object.entries(bundles)) taken[name as Contender].push(await sample(file));
}
const { stdout: version } = await run(node, ['--version']);
server.close();
await rm(folder, { recursive: true });

const initOf = ({ initMs }: Sample) => initMs;
const firstCallOf = ({ firstCallMs }: Sample) => firstCallMs;
const totalOf = ({ initMs, firstCallMs }: Sample) => initMs + firstCallMs;
/** How the controller compares with another, by medians. */
const against = (other: Contender, of: (one: Sample) => number) =>
  median(taken.controller.map(of)) / median(taken[other].map(of));

console.log(
  `Node ${version.trim()}, ${deployed === undefined ? 'this machine’s: the deployed one is not to be had' : 'as deployed'}; medians of ${samples} fresh processes`,
);
for (const [name, all] of Object.entries(taken)) {
  const { bytes } = bundles[name as Contender];
  console.log(
    `${name.padEnd(11)} ${(bytes / 1000).toFixed(0)} kB, init ${median(all.map(initOf)).toFixed(1)} ms, first call ${median(all.map(firstCallOf)).toFixed(1)} ms`,
  );
}
console.log(`against the bare handler bundled like ours: ${against('bareAlike', totalOf).toFixed(2)} ×`);
printVerdict([
  {
    what: 'controller bundle, SDK included',
    measured: bundles.controller.bytes / 1000,
    unit: 'kB',
    bound: 560,
  },
  {
    what: 'init + first call, against a bare handler',
    measured: against('bare', totalOf),
    unit: '×',
    bound: 1.1,
  },
  // What is won depends on Node: 20 has no second HTTP client to load.
  ...(deployed === undefined
    ? []
    : [
        {
          what: 'first call, against one that imports',
          measured: against('importing', firstCallOf),
          unit: '×',
          bound: 0.85,
        },
      ]),
]);

/** Bundles an entry file as the deployment does (lib/handler-bundles.ts) but for `differently`, and says how large it came out. */
async function bundle(
  entry: string,
  folder: string,
  name: string,
  differently: Pick<BuildOptions, 'alias' | 'supported'> = {},
): Promise<{ file: string; bytes: number }> {
  const file = join(folder, `${name}.cjs`);
  const result = await build({
    ...bundling,
    ...differently,
    entryPoints: [entry],
    outfile: file,
    metafile: true,
    logLevel: 'error',
  });
  return { file, bytes: Object.values(result.metafile.outputs)[0]?.bytes ?? NaN };
}
