import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { Twin } from '../twin/twin.ts';
import { isSettled, type ChannelStatus } from './operator.ts';
import type { Stage, StagedChannel, StageOptions } from './stage.ts';

/** How long the sites and the control plane may take until all is well, and so much more for each channel. */
const readyMs = 90_000;
const readyMsEach = 2_000;
/** The control plane is asked less often than the twin is looked at: each question is an invocation. */
const askMs = 250;
const asksAtOnce = 4;
/** After the last event's work, with the queue's delays in between. */
const idleMs = 1500;
/** Enough for the messages of one fault at once: two alerts, and the health of four sources and two flows. */
const warmContainers = 8;

/** Asks, each time it is called, about the channels that were not so when it was called before; resolves with those that are not so. */
export function askUntil(
  { channels, statusOf }: Pick<Stage, 'channels' | 'statusOf'>,
  isSo: (status: ChannelStatus | undefined) => boolean,
): () => Promise<readonly StagedChannel[]> {
  let open = channels;
  return async () => {
    const still: StagedChannel[] = [];
    for (let from = 0; from < open.length; from += asksAtOnce) {
      const some = open.slice(from, from + asksAtOnce);
      const statuses = await Promise.all(some.map(statusOf));
      still.push(...some.filter((_, index) => !isSo(statuses[index])));
    }
    return (open = still);
  };
}

/** A fault means something only where all was well before it, the control plane knew, and had nothing left to do. */
export async function waitUntilReady(
  stage: Stage,
  site: string,
  { neverIdle = false, pollersMax = warmContainers }: StageOptions,
): Promise<void> {
  const withinMs = readyMs + readyMsEach * stage.channels.length;
  const receiving = await stage.until(() => isReceiving(stage.twin), withinMs);
  const unwell = askUntil(stage, (status) => isWellOn(site, status));
  const known = await stage.until(
    async () =>
      (await stage.waitingEvents()) === 0 &&
      (await unwell()).length === 0 &&
      (neverIdle || isIdle(stage.twin)),
    withinMs,
    askMs,
  );
  if (receiving === undefined || known === undefined) {
    const what = receiving === undefined ? 'the pipelines do not receive' : 'the control plane does not see';
    throw new Error(
      `The stage is not ready after ${withinMs / 1000} s: ${what} ${site} on both pipelines of every channel.`,
    );
  }
  await warmUp(stage, Math.min(pollersMax, warmContainers));
}

/** What is measured is a warm control plane: starting containers is the machine's work, not the decision's. */
async function warmUp({ twin, clients }: Stage, containers: number): Promise<void> {
  const nothing = JSON.stringify({ Records: [] });
  const invoke = ({ name }: { readonly name: string }) =>
    clients.lambda.send(new InvokeCommand({ FunctionName: name, Payload: nothing }));
  const controllers = twin.functions.list().filter(({ logicalId }) => logicalId.includes('Controller'));
  for (const controller of controllers) {
    await Promise.all(Array.from({ length: containers }, () => invoke(controller)));
  }
}

function isReceiving({ channels }: Twin): boolean {
  return channels.ids
    .flatMap((id) => channels.pipelines(id).map((pipeline) => channels.onAir(id, pipeline)))
    .every((onAir) => onAir?.ingest === 'receiving');
}

function isWellOn(site: string, status: ChannelStatus | undefined): boolean {
  if (status === undefined) return false;
  const onAir = Object.values(status.pipelines);
  const health = status.sites.flatMap(({ pipelines }) => Object.values(pipelines));
  return (
    onAir.every((pipeline) => pipeline.running === true && pipeline.onAir === site) &&
    health.every((pipeline) => pipeline.status === 'healthy' || pipeline.status === 'unknown') &&
    isSettled(status)
  );
}

/** Nobody has called the controllers to work for a moment. */
function isIdle({ functions }: Twin): boolean {
  const last = functions.invocations
    .list()
    .findLast(({ functionName }) => functionName.includes('Controller'))?.finishedAt;
  return last === undefined || Date.now() - last > idleMs;
}
