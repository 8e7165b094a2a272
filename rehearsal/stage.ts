import { setTimeout as sleep } from 'node:timers/promises';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Estate } from '../twin/estate.ts';
import { startTwin, type Twin, type TwinOptions } from '../twin/twin.ts';
import { connect, type Clients } from './clients.ts';
import { Lateness } from './lateness.ts';
import { askStatus, isSettled, type ChannelStatus } from './operator.ts';
import { startSites, type SiteEncoder } from './sites.ts';
import { Timeline } from './timeline.ts';

/** How often waiting looks again; what is measured is taken from the records, which are exact. */
const lookMs = 20;
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
/** An account's quota: it is not Lambda's limits that are rehearsed. */
const concurrency = 1000;
/** Messages that wait, and those that somebody is at work on or has died over. */
const countedMessages = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;

/** For stages with many channels: looking at all of them at the start would take minutes under the account's throttle. */
export const noThrottle = { perSecond: 1000, burst: 1000 };

/** A channel that a deployed control plane has charge of. */
export interface StagedChannel {
  readonly id: string;
  readonly arn: string;
  /** Which of several deployments has charge of it; left out: the first. */
  readonly deployment?: number;
}

type Outputs = ReadonlyMap<string, string>;

/** What is deployed, what it finds there, and how the twin is to be. */
export interface StageOptions extends Pick<
  TwinOptions,
  'account' | 'mediaLive' | 'mediaConnect' | 'pollersMax' | 'onStarted'
> {
  /** The folder of the synthesized app; several: deployments of one account. */
  readonly assembly: string | readonly string[];
  /** Deploys otherwise than from the folder, and asks for the sites to stream as soon as there are flows. */
  readonly deploy?: (twin: Twin, stream: () => Promise<void>) => Promise<void>;
  /** The media side that is there before anything is deployed. */
  readonly estate: Estate;
  /** By site, that on air first: the ARNs of its flows. Undefined: the stacks have not put them out yet. */
  readonly flowsIn: (outputs: Outputs) => ReadonlyMap<string, readonly string[]> | undefined;
  readonly channelsIn: (outputs: Outputs) => readonly StagedChannel[];
  readonly timeline?: Timeline;
  readonly lateness?: Lateness;
  /** There are so many channels that the control plane always looks at one: it is not waited for until it has nothing to do. */
  readonly neverIdle?: boolean;
  readonly signal: AbortSignal;
}

/** Everything that is played on: the twin with the app deployed into it, the sites that stream to it, and the operator. */
export interface Stage {
  readonly twin: Twin;
  readonly clients: Clients;
  readonly channels: readonly StagedChannel[];
  /** Ends when the command is interrupted. */
  readonly signal: AbortSignal;
  site(name: string): SiteEncoder;
  /** An output of the deployed stacks, of the first that has it. */
  readonly output: (name: string) => string;
  /** Looks until there is something to be seen, or the time is over. */
  until<T>(
    look: () => T | undefined | false | Promise<T | undefined | false>,
    withinMs: number,
    everyMs?: number,
  ): Promise<T | undefined>;
  /** Asks the deployed operator function; undefined: it has no status to tell. */
  readonly statusOf: (channel: StagedChannel) => Promise<ChannelStatus | undefined>;
  /** Events and timers that wait for the controllers or that they are at work on; not those that are not due yet. */
  waitingEvents(): Promise<number>;
  deadLetters(): Promise<number>;
  /** Leaves no process and no port. */
  readonly close: () => Promise<void>;
}

/** Starts the twin, deploys, streams the sites, and waits until all is well; leaves nothing behind when it cannot. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const { flowsIn, onStarted, signal, timeline = new Timeline(), lateness = new Lateness() } = options;
  let sites: ReadonlyMap<string, SiteEncoder> = new Map<string, SiteEncoder>();
  let twin: Twin | undefined;
  let clients: Clients | undefined;
  const close = async (): Promise<void> => {
    clients?.close();
    await Promise.all([...sites.values()].map((site) => site.stop()));
    await twin?.stop();
  };
  /** As soon as there are flows to stream to, and before a channel is built on them. */
  const stream = async (started: Twin): Promise<void> => {
    const flows = sites.size > 0 ? undefined : flowsIn(outputsOf(started));
    if (flows !== undefined) sites = startSites(started, flows, timeline, lateness);
    await Promise.all([...sites.values()].map(({ ready }) => ready));
  };
  try {
    twin = await startTwin({
      ...options,
      ...(options.deploy === undefined ? {} : { assembly: [] }),
      concurrency,
      onStarted: (started) => {
        onStarted?.(started);
        void stream(started);
      },
      onStack: (_stack, started) => stream(started),
    });
    const opened = twin;
    await options.deploy?.(opened, () => stream(opened));
    signal.throwIfAborted();
    clients = connect(twin.endpoint, twin.region);
    const stage = makeStage(options, { twin, clients, sites, close });
    await waitUntilReady(stage, [...sites.keys()][0] ?? '', options);
    return stage;
  } catch (error) {
    await close();
    throw error;
  }
}

function outputsOf({ stacks }: Twin): Outputs {
  return new Map(stacks.flatMap((stack) => Object.entries(stack.outputs)));
}

interface Parts extends Pick<Stage, 'twin' | 'clients' | 'close'> {
  readonly sites: ReadonlyMap<string, SiteEncoder>;
}

function makeStage({ channelsIn, signal }: StageOptions, { sites, ...parts }: Parts): Stage {
  const { twin, clients } = parts;
  /** Of each deployment that has such an output. */
  const outputs = (name: string): readonly string[] =>
    twin.stacks.flatMap((stack) => stack.outputs[name] ?? []);
  const output = (name: string, deployment = 0): string =>
    named(outputs(name)[deployment], `an output ${name} of the stacks`);
  const messagesIn = async (queue: string): Promise<number> => {
    let sum = 0;
    for (const QueueUrl of outputs(queue)) {
      const { Attributes } = await clients.sqs.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...countedMessages] }),
      );
      sum += countedMessages.reduce((total, name) => total + Number(Attributes?.[name] ?? 0), 0);
    }
    return sum;
  };
  return {
    ...parts,
    channels: channelsIn(outputsOf(twin)),
    signal,
    site: (name) => named(sites.get(name), `a site ${name}`),
    output: (name) => output(name),
    until: async (look, withinMs, everyMs = lookMs) => {
      const end = Date.now() + withinMs;
      for (;;) {
        const found = await look();
        if (found !== undefined && found !== false) return found;
        if (Date.now() >= end) return undefined;
        await sleep(everyMs, undefined, { signal });
      }
    },
    statusOf: ({ arn, deployment }) => askStatus(clients, output('OperatorFunctionName', deployment), arn),
    waitingEvents: () => messagesIn('ChannelEventsQueueUrl'),
    deadLetters: () => messagesIn('DeadLetterQueueUrl'),
  };
}

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
async function waitUntilReady(
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

/** @throws where there is none */
export function named<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`There is not ${what}.`);
  return found;
}
