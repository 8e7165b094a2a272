import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundle } from './bundle.ts';
import { median } from './statistics.ts';
import { printVerdict } from './verdict.ts';

/**
 * What the controller's bundle weighs, and what loading it and its first call take against a bare handler with the same
 * SDK clients. Process-start figures of this machine: the ratio is the claim, not the milliseconds.
 */
const samples = Number(process.argv[2] ?? 30);
const run = promisify(execFile);

/** Answers every call with an empty JSON object: a table without items, so the channel is one that is not managed. */
const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}');
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const folder = await mkdtemp(join(tmpdir(), 'failover-bench-'));

const here = import.meta.dirname;
const controller = await bundle(join(here, '../lambdas/controller/handler.ts'), folder, 'controller');
const bare = await bundle(join(here, 'bare-handler.ts'), folder, 'bare', {});
const bareAlike = await bundle(join(here, 'bare-handler.ts'), folder, 'bare-alike');

const channelArn = 'arn:aws:medialive:eu-west-1:000000000000:channel:1';
const alert = {
  version: '0',
  id: 'a1',
  'detail-type': 'MediaLive Channel Alert',
  source: 'aws.medialive',
  account: '000000000000',
  time: '2026-11-21T12:00:00Z',
  region: 'eu-west-1',
  resources: [channelArn],
  detail: {
    alarm_id: 'f'.repeat(40),
    alarm_state: 'SET',
    alert_type: 'Stopped Receiving UDP Input',
    pipeline: '0',
    channel_arn: channelArn,
    message: 'Stopped receiving network data on [site-A]',
  },
};
const batch = JSON.stringify({
  Records: [{ messageId: 'm1', body: JSON.stringify(alert), attributes: { ApproximateReceiveCount: '1' } }],
});

const environment = {
  PATH: process.env['PATH'],
  AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  TABLE_NAME: 'bench',
  EVENTS_QUEUE_URL: 'http://127.0.0.1/000000000000/bench',
  NOTIFICATION_TOPIC_ARN: 'arn:aws:sns:eu-west-1:000000000000:bench',
  EVENT_BUS_NAME: 'default',
  ACCOUNT_ID: '000000000000',
  OWN_ROLE_IDS: 'AROABENCH',
  RULE_ROLE_ID: 'AROARULES',
  LOG_RETENTION_DAYS: '30',
};

interface Sample {
  readonly initMs: number;
  readonly firstCallMs: number;
}

async function sample(file: string): Promise<Sample> {
  const { stderr } = await run(process.execPath, [join(here, 'first-call.mjs'), file, batch], {
    env: environment,
  });
  return JSON.parse(stderr.slice(stderr.lastIndexOf('\n{'))) as Sample;
}

const taken: Record<'controller' | 'bare' | 'bareAlike', Sample[]> = {
  controller: [],
  bare: [],
  bareAlike: [],
};
for (let index = 0; index < samples; index += 1) {
  // Turn about, so that whatever else the machine does meets both alike.
  taken.controller.push(await sample(controller.file));
  taken.bare.push(await sample(bare.file));
  taken.bareAlike.push(await sample(bareAlike.file));
}
server.close();
await rm(folder, { recursive: true });

const totalOf = ({ initMs, firstCallMs }: Sample) => initMs + firstCallMs;
for (const [name, all] of Object.entries(taken)) {
  const init = median(all.map(({ initMs }) => initMs));
  const first = median(all.map(({ firstCallMs }) => firstCallMs));
  console.log(
    `${name.padEnd(11)} init ${init.toFixed(1)} ms, first call ${first.toFixed(1)} ms (medians of ${samples} fresh processes)`,
  );
}
console.log(
  `bare handler: ${(bare.bytes / 1000).toFixed(0)} kB as bundled by default, ${(bareAlike.bytes / 1000).toFixed(0)} kB bundled like the controller`,
);
const ratio = (other: readonly Sample[]) =>
  median(taken.controller.map(totalOf)) / median(other.map(totalOf));
console.log(`against the bare handler bundled like ours: ${ratio(taken.bareAlike).toFixed(2)} ×`);
printVerdict([
  { what: 'controller bundle, SDK included', measured: controller.bytes / 1000, unit: 'kB', bound: 560 },
  { what: 'init + first call, against a bare handler', measured: ratio(taken.bare), unit: '×', bound: 1.1 },
]);
