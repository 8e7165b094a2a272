import type { Millis, PipelineId } from '../core/model/group.ts';
import type { Configuration } from '../config/configuration.ts';
import { coreDecider } from '../control/loop/deps.ts';
import { failoverGroupFor } from '../control/loop/load.ts';
import { reconcileEveryMs } from '../model/deployed.ts';
import type { MemoryTable } from '../model/memory-table.ts';
import { VirtualTime } from '../model/virtual-time.ts';
import { deployInMemory } from './deployment.ts';
import { Recorder, type FinalState, type Replayed } from './replayed.ts';
import { ReplayStage } from './stage.ts';
import { strangersIn } from './strangers.ts';
import { timeOfDelivery, type TraceLine } from './trace-line.ts';
import { channelsIn, TracedWorld, type Onlooker } from './traced-world.ts';

/** Time for the channels to be looked at before the first event. */
const beforeMs = 5_000;

/** After the last event: long enough for windows, switches, verification and a failback. */
const afterMs = 15 * 60_000;

export interface ReplayOptions {
  /** ARNs of channels that the deployment creates, by name. */
  readonly arns?: ReadonlyMap<string, string>;
  /** The end; left out: a while after the last event. */
  readonly until?: Millis;
  readonly onlooker?: Onlooker;
}

/**
 * Has the control plane live through a trace: the real functions on virtual time, with MediaLive modelled. What the trace
 * says happened, happens; what it cannot say, the answer to a switch that did not happen then, is that the switch takes effect
 * at its start.
 */
export async function replay(
  trace: readonly TraceLine[],
  configuration: Configuration,
  { arns = new Map(), until, onlooker = {} }: ReplayOptions = {},
): Promise<Replayed> {
  const table = deployInMemory(configuration, channelsIn(trace), arns);
  const { start, end } = spanOfTrace(trace);
  const time = new VirtualTime(start);
  const recorder = new Recorder();
  const world = new TracedWorld({ time, trace, configuration, members: table.members, onlooker });
  const stage = new ReplayStage(time, table, world, {
    decider: recorder.around(coreDecider),
    notifier: recorder.notifier(time),
  });
  time.after(0, () => {
    for (const channelArn of world.channels.keys()) void stage.look(channelArn);
  });
  world.play(stage);
  const reconcile = () => {
    stage.reconcile();
    time.after(reconcileEveryMs, reconcile);
  };
  time.after(reconcileEveryMs, reconcile);
  await time.runUntil(until ?? end);
  const final = [...world.channels.keys()].map((arn) => [arn, finalOf(arn, table, world)] as const);
  return {
    switches: recorder.switches,
    decisions: recorder.decisions,
    told: recorder.told,
    strangers: strangersIn(trace, table.members),
    final: Object.fromEntries(final),
  };
}

/** The time of the first event of a trace, in whatever order it is written. */
export function firstEventAt(trace: readonly TraceLine[]): Millis {
  return earliest(trace.map(({ line }) => line.time));
}

/** From before the first event to a while after the last one. */
export function spanOfTrace(trace: readonly TraceLine[]): { readonly start: Millis; readonly end: Millis } {
  const times = trace.flatMap(({ line }) => [line.time, timeOfDelivery(line) ?? line.time]);
  return { start: earliest(times) - beforeMs, end: latest(times) + afterMs };
}

/** A long trace has more times than a call may have arguments. */
function earliest(times: readonly Millis[]): Millis {
  return times.reduce((one, other) => Math.min(one, other), Infinity);
}

function latest(times: readonly Millis[]): Millis {
  return times.reduce((one, other) => Math.max(one, other), -Infinity);
}

function finalOf(channelArn: string, table: MemoryTable, world: TracedWorld): FinalState {
  const member = table.members.get(channelArn);
  const stored = table.groups.get(member?.group ?? '');
  const groups = stored && member ? failoverGroupFor(stored, member).sites : [];
  const state = table.states.get(channelArn)?.state;
  const channel = world.channels.get(channelArn);
  const onAir = (id: PipelineId) => {
    const { running, attachment = null } = channel?.pipeline(id) ?? {};
    const group = groups.find((site) => site.attachment === attachment);
    return running === true ? (group?.name ?? attachment) : null;
  };
  const pipeline = (id: PipelineId) => ({
    running: state?.pipelines[id].running ?? null,
    attachment: state?.pipelines[id].attachment ?? null,
    health: Object.fromEntries(
      groups.map(({ name }) => [name, state?.health[name]?.[id].status ?? 'unknown']),
    ),
  });
  return {
    intended: state?.intended?.group ?? null,
    onAir: { '0': onAir('0'), '1': onAir('1') },
    pipelines: { '0': pipeline('0'), '1': pipeline('1') },
  };
}
