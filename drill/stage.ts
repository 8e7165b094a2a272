import { setTimeout as sleep } from 'node:timers/promises';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { startTwin, type Twin } from '../twin/twin.ts';
import { connect, type Clients } from './clients.ts';
import { estateOf } from './estate.ts';
import { Observation } from './observation.ts';
import { askStatus, type ChannelStatus } from './operator.ts';
import type { Rehearsal } from './rehearsal.ts';
import { startSites, type Site } from './sites.ts';
import type { Timeline, Tone } from './timeline.ts';
import { watch } from './watch.ts';

/** How often waiting looks again; what is measured is taken from the records, which are exact. */
const lookMs = 20;
/** How long the twin, the sites and the control plane may take until all is well before a fault. */
const readyMs = 60_000;

/** Everything that a scenario plays on: the twin with the control plane deployed into it, the sites, the operator. */
export interface Stage {
  readonly rehearsal: Rehearsal;
  readonly twin: Twin;
  readonly seen: Observation;
  readonly clients: Clients;
  readonly timeline: Timeline;
  readonly channelId: string;
  /** Ends when the drill is interrupted. */
  readonly signal: AbortSignal;
  site(name: string): Site;
  attachmentOf(inputGroup: string): string;
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
  ): Promise<T | undefined>;
  /** When both pipelines had gone on air with the input group, in epoch ms; undefined: not within the time. */
  bothOn(inputGroup: string, withinMs: number): Promise<number | undefined>;
  status(): Promise<ChannelStatus | undefined>;
  deadLetters(): Promise<number>;
}

export interface StageOptions {
  readonly rehearsal: Rehearsal;
  /** The folder of the synthesized app. */
  readonly assembly: string;
  readonly timeline: Timeline;
  readonly signal: AbortSignal;
}

/** Sets the stage, has the scenario play on it, and clears it away, whatever happens. */
export async function onStage<T>(options: StageOptions, play: (stage: Stage) => Promise<T>): Promise<T> {
  const { rehearsal, assembly, timeline, signal } = options;
  const { channel } = rehearsal;
  let sites: ReadonlyMap<string, Site> = new Map();
  let seen: Observation | undefined;
  const groups = new Map(Object.entries(channel.inputs).map(([name, { attachment }]) => [attachment, name]));
  const twin = await startTwin({
    assembly,
    estate: estateOf(rehearsal),
    onStarted: (started) => {
      seen = new Observation(started);
      watch(started, timeline, { inputGroupOf: (attachment) => groups.get(attachment) ?? attachment });
      sites = startSites(started, rehearsal, timeline);
    },
  });
  const clients = connect(twin.endpoint, twin.region);
  try {
    seen ??= new Observation(twin);
    const stage = makeStage({ ...options, twin, clients, sites, seen });
    await waitUntilReady(stage, sites);
    return await play(stage);
  } finally {
    clients.close();
    await Promise.all([...sites.values()].map((site) => site.stop()));
    await twin.stop();
    signal.throwIfAborted();
  }
}

interface Props extends StageOptions {
  readonly twin: Twin;
  readonly clients: Clients;
  readonly sites: ReadonlyMap<string, Site>;
  readonly seen: Observation;
}

function makeStage(props: Props): Stage {
  const { rehearsal, twin, clients, sites, seen, timeline, signal } = props;
  const { channel } = rehearsal;
  const { arn } = channel.existing;
  const channelId = arn.split(':').at(-1) ?? '';
  const outputs: Readonly<Record<string, string>> = Object.assign(
    {},
    ...twin.stacks.map((stack) => stack.outputs),
  );
  const output = (name: string): string => named(outputs[name], `an output ${name} of the stack`);
  const attachmentOf = (inputGroup: string): string =>
    named(channel.inputs[inputGroup], `an input group ${inputGroup}`).attachment;
  const until: Stage['until'] = async (look, withinMs) => {
    const end = Date.now() + withinMs;
    for (;;) {
      const found = await look();
      if (found !== undefined && found !== false) return found;
      if (Date.now() >= end) return undefined;
      await sleep(lookMs, undefined, { signal });
    }
  };
  return {
    rehearsal,
    twin,
    seen,
    clients,
    timeline,
    channelId,
    signal,
    site: (name) => named(sites.get(name), `a site ${name}`),
    attachmentOf,
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
      await sleep(ms, undefined, { signal });
    },
    until,
    bothOn: (inputGroup, withinMs) => {
      const attachment = attachmentOf(inputGroup);
      const { channels } = twin;
      return until(() => {
        const all = channels.pipelines(channelId).map((pipeline) => channels.onAir(channelId, pipeline));
        if (all.some((onAir) => onAir?.attachment !== attachment)) return undefined;
        return Math.max(...all.map((onAir) => onAir?.since ?? 0));
      }, withinMs);
    },
    status: () => askStatus(clients, output('OperatorFunctionName'), arn),
    deadLetters: async () => {
      const { Attributes } = await clients.sqs.send(
        new GetQueueAttributesCommand({
          QueueUrl: output('DeadLetterQueueUrl'),
          AttributeNames: ['ApproximateNumberOfMessages'],
        }),
      );
      return Number(Attributes?.['ApproximateNumberOfMessages'] ?? 0);
    },
  };
}

/** A fault means something only where all was well before it, and the control plane knew. */
async function waitUntilReady(stage: Stage, sites: ReadonlyMap<string, Site>): Promise<void> {
  const { twin, channelId, rehearsal } = stage;
  const [first = ''] = rehearsal.inputGroups;
  const attachment = stage.attachmentOf(first);
  await Promise.all([...sites.values()].map(({ ready }) => ready));
  const receiving = await stage.until(
    () =>
      twin.channels
        .pipelines(channelId)
        .map((pipeline) => twin.channels.onAir(channelId, pipeline))
        .every((onAir) => onAir?.attachment === attachment && onAir.ingest === 'receiving'),
    readyMs,
  );
  const known = await stage.until(async () => {
    const status = await stage.status();
    if (status === undefined) return false;
    const { '0': zero, '1': one } = status.pipelines;
    return [zero, one].every(({ running, onAir }) => running === true && onAir === first);
  }, readyMs);
  if (receiving === undefined || known === undefined) {
    const what = receiving === undefined ? 'the pipelines do not receive' : 'the control plane does not see';
    throw new Error(`The stage is not ready after ${readyMs / 1000} s: ${what} ${first} on both pipelines.`);
  }
}

function named<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`There is not ${what}.`);
  return found;
}
