import { setTimeout as sleep } from 'node:timers/promises';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { connect, type Clients } from '../clients.ts';
import { askStatus } from '../operator.ts';
import type { QueueFacts } from './judge.ts';
import { startSource, type Source } from '../../twin/media/source.ts';
import { startTwin, type Twin } from '../../twin/twin.ts';
import { estateOf, flowsOfWave, standbyFlows, type ChaosChannel } from './line-up.ts';
import { ChannelRecord } from './record.ts';
import type { Scene } from './scene.ts';

/** Enough for every poller of the queue, and for the other functions: here it is not Lambda's limits that are tried. */
const concurrency = 40;
/** Throttling is injected as a fault by itself: the limit is raised, so that the looks at the start do not trigger it. */
const throttle = { perSecond: 1000, burst: 1000 };
const readyMs = 240_000;
const idleMs = 1500;
const lookMs = 500;

/** A scene that has been set, and what only who plays on it may do. */
export interface SetScene extends Scene {
  readonly record: ChannelRecord;
  /** Cuts the lines from site A to a wave; epoch ms of the last packet. */
  cut(wave: number): Promise<number>;
  /** Notes which of the channels the control plane is done with. */
  askWhetherSettled(channels: readonly ChaosChannel[]): Promise<void>;
  queues(): Promise<QueueFacts>;
  /** Leaves no process and no port. */
  clear(): Promise<void>;
}

/** Starts a twin, deploys, streams both sites, and waits until the control plane sees every channel well and has nothing to do. */
export async function setScene(
  assembly: string,
  channels: readonly ChaosChannel[],
  signal: AbortSignal,
): Promise<SetScene> {
  const sources: Source[] = [];
  let twin: Twin | undefined;
  let clients: Clients | undefined;
  const clear = async (): Promise<void> => {
    clients?.close();
    await Promise.all(sources.map((source) => source.stop()));
    await twin?.stop();
  };
  const waves = [...new Set(channels.map(({ wave }) => wave))];
  const onStarted = (started: Twin): void => {
    const ingest = (arns: readonly string[]) => arns.flatMap((arn) => started.flows.ingest(arn));
    sources.push(
      startSource({ site: 'A', target: waves.flatMap((wave) => ingest(flowsOfWave(wave))) }),
      startSource({ site: 'B', target: ingest(standbyFlows()) }),
    );
  };
  try {
    twin = await startTwin({
      assembly,
      estate: estateOf(channels),
      concurrency,
      mediaLive: { throttle },
      onStarted,
    });
    clients = connect(twin.endpoint, twin.region);
    const scene = sceneOf(twin, clients, sources, clear);
    await scene.waitUntilReady(channels, signal);
    return scene;
  } catch (error) {
    await clear();
    throw error;
  }
}

function sceneOf(twin: Twin, clients: Clients, [siteA]: readonly Source[], clear: () => Promise<void>) {
  const outputs = new Map(twin.stacks.flatMap((stack) => Object.entries(stack.outputs)));
  const output = (name: string): string => {
    const value = outputs.get(name);
    if (value === undefined) throw new Error(`The stack has no output ${name}.`);
    return value;
  };
  const record = new ChannelRecord(twin);
  const muted = new Set<string>();
  twin.setEventDelivery({
    drop: ({ 'detail-type': type, resources }) =>
      type === 'MediaLive Channel Input Change' && resources.some((arn) => muted.has(arn)),
  });
  const statusOf = ({ arn }: ChaosChannel) => askStatus(clients, output('OperatorFunctionName'), arn);
  const messagesIn = async (queue: string): Promise<number> => {
    const counted = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
    const { Attributes } = await clients.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: output(queue), AttributeNames: [...counted] }),
    );
    return counted.reduce((sum, name) => sum + Number(Attributes?.[name] ?? 0), 0);
  };
  return {
    twin,
    clients,
    output,
    record,
    clear,
    loseInputChanges: (arn: string) => void muted.add(arn),
    cut: async (wave: number) => {
      const at = Date.now();
      const legs = siteA?.legs.slice(2 * wave, 2 * wave + 2) ?? [];
      await Promise.all(legs.map((leg) => leg.cut()));
      return at;
    },
    askWhetherSettled: async (channels: readonly ChaosChannel[]) => {
      for (const channel of channels) {
        const status = await statusOf(channel);
        if (status?.switch === null && status.owed.length === 0) record.settled(channel);
      }
    },
    queues: async () => ({
      waiting: await messagesIn('ChannelEventsQueueUrl'),
      deadLetters: await messagesIn('DeadLetterQueueUrl'),
    }),
    waitUntilReady: async (channels: readonly ChaosChannel[], signal: AbortSignal) => {
      const deadline = Date.now() + readyMs;
      let unready = [...channels];
      while (unready.length > 0) {
        if (Date.now() > deadline) {
          const names = unready.map(({ name }) => name).join(', ');
          throw new Error(
            `Not ready after ${readyMs / 1000} s: the control plane does not see ${names} well on A.`,
          );
        }
        await quiet(twin, signal);
        const well = await Promise.all(unready.map(async (channel) => isWell(await statusOf(channel))));
        unready = unready.filter((_, index) => well[index] !== true);
      }
    },
  };
}

type Status = Awaited<ReturnType<typeof askStatus>>;

function isWell(status: Status): boolean {
  if (status === undefined) return false;
  return Object.values(status.pipelines).every(({ running, onAir }) => running === true && onAir === 'A');
}

/** The controller has had nothing to do for a moment. */
async function quiet(twin: Twin, signal: AbortSignal): Promise<void> {
  for (;;) {
    await sleep(lookMs, undefined, { signal });
    const last = twin.functions.invocations
      .list()
      .filter(({ functionName }) => functionName.includes('Controller'))
      .at(-1);
    if (last !== undefined && Date.now() - last.finishedAt > idleMs) return;
  }
}
