import { setTimeout as sleep } from 'node:timers/promises';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { startTwin, type Twin } from '../twin/twin.ts';
import { connect, type Clients } from './clients.ts';
import { Lateness } from './lateness.ts';
import { askStatus } from './operator.ts';
import { startSites, type SiteEncoder } from './sites.ts';
import { named, type Outputs, type Stage, type StageOptions } from './stage.ts';
import { Timeline } from './timeline.ts';
import { waitUntilReady } from './until-ready.ts';

/** How often waiting looks again; what is measured is taken from the records, which are exact. */
const lookMs = 20;
/** An account's quota: it is not Lambda's limits that are rehearsed. */
const concurrency = 1000;
/** Messages that wait, and those that somebody is at work on or has died over. */
const countedMessages = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;

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
