import { setTimeout as sleep } from 'node:timers/promises';
import { startSource, type Source } from '../../twin/media/source.ts';
import { documentedLimits } from '../../twin/medialive/throttle.ts';
import { startTwin, type Twin } from '../../twin/twin.ts';
import { estateOf, flowsOf } from '../many-channels.ts';
import type { ChannelStatus } from '../operator.ts';
import { ControlPlanes } from './control-planes.ts';
import type { Deployment } from './deployments.ts';
import { LossWatch } from './loss-watch.ts';
import { MachineWatch } from './machine-watch.ts';
import type { TwinLoss } from './twin-loss.ts';

/**
 * One run on the twin, in a process of its own: deploys, streams two sites, waits until every channel is known to be well, cuts
 * one site, and tells its parent the result.
 */
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

/** An account's quota of concurrent invocations; the controllers' own limit of 20 each is what holds here. */
const concurrency = 1000;
/** So that the first look at all channels, which is not measured, does not take minutes. */
const noThrottle = { perSecond: 1000, burst: 1000 };
const readyMs = 300_000;
const lookMs = 1000;

const deployments = JSON.parse(process.argv[2] ?? '[]') as readonly Deployment[];
const channels = deployments.reduce((sum, deployment) => sum + deployment.channels, 0);
/**
 * How many batches a controller has at work at once: twenty are deployed. Twenty processes each would share two processors,
 * never get warm, and wait for each other until calls run into the timeouts of a real network.
 */
const workers = 4;
/** After the throttle's bound: the lead of the switch, its verification, and room for what must not happen. */
const overMs = 60_000 + channels * 150;

/** A run takes minutes; what it is at goes to the screen and not to the table. */
const startedAt = Date.now();
const progress = (what: string): void => {
  console.error(`  ${channels} channels, ${((Date.now() - startedAt) / 1000).toFixed(0)} s: ${what}`);
};

const sites = new Map<string, Source>();
const twin = await startTwin({
  assembly: deployments.map(({ assembly }) => assembly),
  estate: estateOf(channels),
  concurrency,
  pollersMax: workers,
  mediaLive: { throttle: noThrottle },
  onStarted: (started) => {
    for (const site of ['a', 'b'] as const) {
      const target = flowsOf(site).flatMap((arn) => started.flows.ingest(arn));
      sites.set(site, startSource({ site: site.toUpperCase(), target }));
    }
    // As on most accounts, the channels run before there is a control plane; it looks at each when it takes charge of it.
    void started.channels.startEstate();
  },
});
const planes = new ControlPlanes(twin);
try {
  process.send?.(await round(twin, planes));
} finally {
  planes.close();
  await Promise.all([...sites.values()].map((site) => site.stop()));
  await twin.stop();
}

async function round(started: Twin, control: ControlPlanes): Promise<TwinLoss> {
  progress('deployed');
  const notWell = askUntil(isWell);
  await until(async () => (await control.waiting()) === 0 && (await notWell()) === 0, readyMs);
  progress(`ready, ${await notWell()} are not known to be well, ${await control.waiting()} messages wait`);
  await warmUp(started);
  started.setThrottle(documentedLimits);
  const watch = new LossWatch(started);
  // The operator's processes are there because we ask.
  const functions = started.functions.list().filter(({ logicalId }) => !logicalId.includes('Operator'));
  const machine = new MachineWatch(() => functions.flatMap(({ name }) => started.functions.pids(name)));
  const lostAt = Date.now();
  await sites.get('a')?.cut();
  await until(() => watch.accepted.size === channels, overMs);
  const lastAt = watch.lastAcceptedAt;
  const processors = machine.processors();
  progress(`the last switch of ${watch.accepted.size} was accepted ${lastAt - lostAt} ms after the loss`);
  await until(() => notOver(started) === 0, lastAt + 30_000 - Date.now());
  progress(`${notOver(started)} are not on the other site`);
  const notSettled = askUntil(isSettled);
  await until(async () => (await notSettled()) === 0, overMs);
  progress(`${await notSettled()} have something in flight or owed`);
  return {
    channels,
    deployments: deployments.length,
    lastAcceptedMs: lastAt - lostAt,
    ...watch.calls.until(lastAt),
    lookCalls: watch.lookCallsUntil(lastAt),
    conflicts: watch.conflicts,
    notOnce: started.channels.ids.filter((id) => watch.accepted.get(id)?.length !== 1).length,
    notOver: notOver(started),
    notSettled: await notSettled(),
    redeliveries: watch.redeliveries,
    deadLetters: await control.deadLetters(),
    machine: { ...processors, ...(await machine.memory()) },
  };
}

/** On AWS containers start side by side; here twenty starts would be this machine's work of seconds, in the middle of what is measured. */
async function warmUp({ functions }: Twin): Promise<void> {
  const controllers = functions.list().filter(({ logicalId }) => logicalId.includes('Controller'));
  for (const { name } of controllers) {
    const nothing = JSON.stringify({ Records: [] });
    await Promise.all(Array.from({ length: workers }, () => functions.invoke(name, nothing)));
  }
}

/** Asks, each time it is called, about the channels that were not in such a state before; resolves with how many are not. */
function askUntil(wanted: (status: ChannelStatus | undefined) => boolean): () => Promise<number> {
  const open = deployments.map(({ first, channels: own }) =>
    Array.from({ length: own }, (_, place) => first + place),
  );
  return async () => {
    for (const [place, indexes] of open.entries()) {
      const statuses = await planes.statuses(place, indexes);
      open[place] = indexes.filter((_, index) => !wanted(statuses[index]));
    }
    return open.flat().length;
  };
}

function isSettled(status: ChannelStatus | undefined): boolean {
  return status?.switch === null && status.owed.length === 0;
}

function isWell(status: ChannelStatus | undefined): boolean {
  const pipelines = Object.values(status?.pipelines ?? {});
  const onA = pipelines.filter(({ running, onAir }) => running === true && onAir === 'A');
  return onA.length === 2 && isSettled(status);
}

function notOver({ channels: control }: Twin): number {
  const isOver = (id: string) =>
    control.pipelines(id).every((pipeline) => control.onAir(id, pipeline)?.attachment === 'site-b');
  return control.ids.filter((id) => !isOver(id)).length;
}

/** Looks until it is so, or the time is over. */
async function until(look: () => boolean | Promise<boolean>, withinMs: number): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await look()) && Date.now() < end) await sleep(lookMs);
}
