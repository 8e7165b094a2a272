import { setTimeout as sleep } from 'node:timers/promises';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { emptyEstate } from '../twin/estate.ts';
import { startTwin, type Twin } from '../twin/twin.ts';
import { connect, type Clients } from './clients.ts';
import { Observation } from './observation.ts';
import { askStatus, type ChannelStatus } from './operator.ts';
import { Lateness } from './lateness.ts';
import type { Rehearsal } from './rehearsal.ts';
import { startSites, type SiteEncoder } from './sites.ts';
import type { Timeline, Tone } from './timeline.ts';
import { watch } from './watch.ts';
import { flowsIn, workflowIn, type Workflow } from './workflow.ts';

/** How often waiting looks again; what is measured is taken from the records, which are exact. */
const lookMs = 20;
/** How long the twin, the sites and the control plane may take until all is well before a fault. */
const readyMs = 90_000;
/** The control plane is asked less often than the twin is looked at: each question is an invocation. */
const askMs = 250;
/** After the last event's work, with the queue's delays in between. */
const idleMs = 1000;

/**
 * Everything that a scenario plays on: the twin with the live workflow and its control plane deployed into it, the sites,
 * the operator. The attachments of a channel that is built are called like its sites.
 */
export interface Stage {
  readonly rehearsal: Rehearsal;
  readonly twin: Twin;
  readonly seen: Observation;
  readonly clients: Clients;
  readonly timeline: Timeline;
  readonly channelId: string;
  readonly workflow: Workflow;
  /** Ends when the drill is interrupted. */
  readonly signal: AbortSignal;
  site(name: string): SiteEncoder;
  /** An output of the deployed stack. */
  output(name: string): string;
  /** From now on it counts; epoch ms. */
  zero(): number;
  note(who: string, what: string, tone?: Tone): void;
  rest(ms: number): Promise<void>;
  /** Looks until there is something to be seen, or the time is over. */
  until<T>(
    look: () => T | undefined | false | Promise<T | undefined | false>,
    withinMs: number,
    everyMs?: number,
  ): Promise<T | undefined>;
  /** When both pipelines had gone on air with the site, in epoch ms; undefined: not within the time. */
  bothOn(site: string, withinMs: number): Promise<number | undefined>;
  status(): Promise<ChannelStatus | undefined>;
  /** Events and timers that wait for the controller or that it is at work on; not those that are not due yet. */
  waitingEvents(): Promise<number>;
  deadLetters(): Promise<number>;
}

/** Messages that wait, and those that somebody is at work on or has died over. */
const countedMessages = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
/** Enough for every poller of the queue (20), and for the other functions: here it is not Lambda's limits that are rehearsed. */
const concurrency = 30;

export interface StageOptions {
  readonly rehearsal: Rehearsal;
  /** The folder of the synthesized app. */
  readonly assembly: string;
  readonly timeline: Timeline;
  readonly lateness?: Lateness;
  /** Whether MediaLive also raises alerts for an input that is only prepared; AWS does not document it. Default: not. */
  readonly alertsOnPrepared?: boolean;
  readonly signal: AbortSignal;
}

/** A stage that has been set, and the way to clear it away: no process and no port is left. */
export interface SetStage {
  readonly stage: Stage;
  readonly clear: () => Promise<void>;
}

/** Starts the twin, deploys, streams both sites, and waits until all is well; clears away what it began when it cannot. */
export async function setStage(options: StageOptions): Promise<SetStage> {
  const { rehearsal, assembly, timeline, signal } = options;
  const { lateness = new Lateness(), alertsOnPrepared = false } = options;
  const { account = '', region = '' } = rehearsal.configuration;
  let seen: Observation | undefined;
  let sites: ReadonlyMap<string, SiteEncoder> = new Map<string, SiteEncoder>();
  let twin: Twin | undefined;
  let clients: Clients | undefined;
  const clear = async (): Promise<void> => {
    clients?.close();
    await Promise.all([...sites.values()].map((site) => site.stop()));
    await twin?.stop();
  };
  try {
    twin = await startTwin({
      assembly,
      estate: emptyEstate({ account, region }),
      concurrency,
      mediaLive: { alertOnPrepared: alertsOnPrepared },
      onStarted: (started) => {
        seen = new Observation(started);
        watch(started, timeline);
      },
      // As soon as there are flows to stream to, and before a channel is started on them.
      onStack: async (stack, started) => {
        const flows = flowsIn(new Map(Object.entries(stack.outputs)), rehearsal.sites);
        if (flows === undefined) return;
        sites = startSites(started, flows, timeline, lateness);
        await Promise.all([...sites.values()].map(({ ready }) => ready));
      },
    });
    clients = connect(twin.endpoint, twin.region);
    signal.throwIfAborted();
    const stage = makeStage({
      ...options,
      lateness,
      twin,
      clients,
      sites,
      seen: named(seen, 'a twin that has started'),
    });
    await waitUntilReady(stage);
    return { stage, clear };
  } catch (error) {
    await clear();
    throw error;
  }
}

interface Props extends StageOptions {
  readonly twin: Twin;
  readonly lateness: Lateness;
  readonly clients: Clients;
  readonly sites: ReadonlyMap<string, SiteEncoder>;
  readonly seen: Observation;
}

function makeStage(props: Props): Stage {
  const { rehearsal, twin, clients, sites, seen, timeline, lateness, signal } = props;
  const outputs = new Map(twin.stacks.flatMap((stack) => Object.entries(stack.outputs)));
  const workflow = workflowIn(outputs, rehearsal.sites);
  const { channelArn, channelId } = workflow;
  const output = (name: string): string => named(outputs.get(name), `an output ${name} of the stack`);
  const until: Stage['until'] = async (look, withinMs, everyMs = lookMs) => {
    const end = Date.now() + withinMs;
    for (;;) {
      const found = await look();
      if (found !== undefined && found !== false) return found;
      if (Date.now() >= end) return undefined;
      await sleep(everyMs, undefined, { signal });
    }
  };
  const messagesIn = async (queue: string): Promise<number> => {
    const { Attributes } = await clients.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: output(queue), AttributeNames: [...countedMessages] }),
    );
    return countedMessages.reduce((sum, name) => sum + Number(Attributes?.[name] ?? 0), 0);
  };
  return {
    rehearsal,
    twin,
    seen,
    clients,
    timeline,
    channelId,
    workflow,
    signal,
    site: (name) => named(sites.get(name), `a site ${name}`),
    output,
    zero: () => {
      const now = Date.now();
      timeline.zero(now);
      return now;
    },
    note: (who, what, tone = 'plain') => {
      timeline.add({ at: Date.now(), who, what, tone });
    },
    rest: async (ms) => {
      const from = Date.now();
      await sleep(ms, undefined, { signal });
      lateness.note(from, ms);
    },
    until,
    bothOn: (site, withinMs) => {
      const { channels } = twin;
      return until(() => {
        const all = channels.pipelines(channelId).map((pipeline) => channels.onAir(channelId, pipeline));
        if (all.some((onAir) => onAir?.attachment !== site)) return undefined;
        return Math.max(...all.map((onAir) => onAir?.since ?? 0));
      }, withinMs);
    },
    status: () => askStatus(clients, output('OperatorFunctionName'), channelArn),
    waitingEvents: () => messagesIn('ChannelEventsQueueUrl'),
    deadLetters: () => messagesIn('DeadLetterQueueUrl'),
  };
}

/** Enough for the messages of one fault at once: two alerts, and the health of four sources and two flows. */
const warmContainers = 8;

/** What is measured is a warm control plane: starting containers is the machine's work, not the decision's. */
async function warmUp({ twin, clients }: Stage): Promise<void> {
  const controller = twin.functions.list().find(({ logicalId }) => logicalId.includes('Controller'))?.name;
  const nothing = {
    FunctionName: named(controller, 'a controller'),
    Payload: JSON.stringify({ Records: [] }),
  };
  const invocations = Array.from({ length: warmContainers }, () =>
    clients.lambda.send(new InvokeCommand(nothing)),
  );
  await Promise.all(invocations);
}

/** A fault means something only where all was well before it, the control plane knew, and had nothing left to do. */
async function waitUntilReady(stage: Stage): Promise<void> {
  const [first = ''] = stage.rehearsal.sites;
  await warmUp(stage);
  const receiving = await stage.until(() => isReceiving(stage, first), readyMs);
  const known = await stage.until(
    async () => (await stage.waitingEvents()) === 0 && (await isKnownWell(stage, first)) && isIdle(stage),
    readyMs,
    askMs,
  );
  if (receiving === undefined || known === undefined) {
    const what = receiving === undefined ? 'the pipelines do not receive' : 'the control plane does not see';
    throw new Error(`The stage is not ready after ${readyMs / 1000} s: ${what} ${first} on both pipelines.`);
  }
}

function isReceiving({ twin, channelId }: Stage, site: string): boolean {
  return twin.channels
    .pipelines(channelId)
    .map((pipeline) => twin.channels.onAir(channelId, pipeline))
    .every((onAir) => onAir?.attachment === site && onAir.ingest === 'receiving');
}

async function isKnownWell(stage: Stage, site: string): Promise<boolean> {
  const status = await stage.status();
  if (status === undefined) return false;
  const onAir = Object.values(status.pipelines);
  const health = status.sites.flatMap(({ pipelines }) => Object.values(pipelines));
  return (
    onAir.every((pipeline) => pipeline.running === true && pipeline.onAir === site) &&
    health.every((pipeline) => pipeline.status === 'healthy' || pipeline.status === 'unknown')
  );
}

/** Nobody has called the control plane's functions to work for a moment. */
function isIdle({ seen }: Stage): boolean {
  const finishedAt = seen.invocations
    .filter(({ functionName }) => functionName.includes('Controller'))
    .at(-1)?.finishedAt;
  return finishedAt === undefined || Date.now() - finishedAt > idleMs;
}

function named<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`There is not ${what}.`);
  return found;
}
