import { documentedLimits } from '../../twin/medialive/throttle.ts';
import type { Twin } from '../../twin/twin.ts';
import { existing } from '../existing-channels.ts';
import { isSettled } from '../operator.ts';
import { openStage } from '../open-stage.ts';
import { noThrottle, type Stage } from '../stage.ts';
import { askUntil } from '../until-ready.ts';
import { channelsOf, type Deployment } from './deployments.ts';
import { LossWatch } from './loss-watch.ts';
import { MachineWatch } from './machine-watch.ts';
import type { TwinLoss } from './twin-loss.ts';

/**
 * One run on the twin, in a process of its own: opens a stage of many channels, cuts one site, and tells its parent the result.
 */
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

const staged = channelsOf(channels).map((channel, index) => ({
  ...channel,
  deployment: deployments.findLastIndex(({ first }) => first <= index),
}));
const stage = await openStage({
  assembly: deployments.map(({ assembly }) => assembly),
  ...existing(staged),
  pollersMax: workers,
  mediaLive: { throttle: noThrottle },
  neverIdle: true,
  // As on most accounts, the channels run before there is a control plane; it looks at each when it takes charge of it.
  onStarted: ({ channels: media }) => void media.startEstate(),
  signal: new AbortController().signal,
});
try {
  progress('ready');
  process.send?.(await round(stage));
} finally {
  await stage.close();
}

async function round(opened: Stage): Promise<TwinLoss> {
  const { twin } = opened;
  twin.setThrottle(documentedLimits);
  const watch = new LossWatch(twin);
  // The operator's processes are there because we ask.
  const functions = twin.functions.list().filter(({ logicalId }) => !logicalId.includes('Operator'));
  const machine = new MachineWatch(() => functions.flatMap(({ name }) => twin.functions.pids(name)));
  const lostAt = await opened.site('A').cut();
  await opened.until(() => watch.accepted.size === channels, overMs, lookMs);
  const lastAt = watch.lastAcceptedAt;
  const processors = machine.processors();
  progress(`the last switch of ${watch.accepted.size} was accepted ${lastAt - lostAt} ms after the loss`);
  await opened.until(() => notOver(twin) === 0, lastAt + 30_000 - Date.now(), lookMs);
  progress(`${notOver(twin)} are not on the other site`);
  const unsettled = askUntil(opened, isSettled);
  await opened.until(async () => (await unsettled()).length === 0, overMs, lookMs);
  const notSettled = (await unsettled()).length;
  progress(`${notSettled} have something in flight or owed`);
  return {
    channels,
    deployments: deployments.length,
    lastAcceptedMs: lastAt - lostAt,
    ...watch.calls.until(lastAt),
    lookCalls: watch.lookCallsUntil(lastAt),
    conflicts: watch.conflicts,
    notOnce: twin.channels.ids.filter((id) => watch.accepted.get(id)?.length !== 1).length,
    notOver: notOver(twin),
    notSettled,
    redeliveries: watch.redeliveries,
    deadLetters: await opened.deadLetters(),
    machine: { ...processors, ...(await machine.memory()) },
  };
}

function notOver({ channels: control }: Twin): number {
  const isOver = (id: string) =>
    control.pipelines(id).every((pipeline) => control.onAir(id, pipeline)?.attachment === 'site-b');
  return control.ids.filter((id) => !isOver(id)).length;
}
