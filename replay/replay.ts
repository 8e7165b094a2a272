import { pipelineIds, type Millis, type PipelineId } from '../core/model/group.ts';
import type { Configuration } from '../config/configuration.ts';
import { coreDecider } from '../lambdas/shared/decide/decider.ts';
import { failoverGroupFor } from '../lambdas/shared/decide/failover-group.ts';
import { parseMessage } from '../lambdas/shared/events/parse-message.ts';
import { mediaLiveEvent } from '../simulation/ports/aws-events.ts';
import type { MemoryTable } from '../simulation/ports/memory-table.ts';
import { ModelledChannel } from '../simulation/ports/modelled-channel.ts';
import { VirtualTime } from '../simulation/ports/virtual-time.ts';
import { deployInMemory } from './deployment.ts';
import { RecordedChannel } from './recorded-channel.ts';
import { Recorder, type FinalState, type Replayed } from './replayed.ts';
import { pipelinesOf, Stage } from './stage.ts';
import type { AwsLine, StageLine, TraceLine } from './trace-line.ts';

/** Time for the channels to be looked at before the first event. */
const beforeMs = 5_000;

/** After the last event: long enough for windows, switches, verification and a failback. */
const afterMs = 15 * 60_000;

/** How long an event of the model takes to reach us. */
const deliveryMs = 300;
const reconcilerEveryMs = 60_000;

export interface ReplayOptions {
  /** ARNs of channels that the deployment creates, by name. */
  readonly arns?: ReadonlyMap<string, string>;
  /** The end; left out: a while after the last event. */
  readonly until?: Millis;
}

/**
 * Has the control plane live through a trace: the real functions on virtual time, with MediaLive modelled. What the trace
 * says happened, happens; what it cannot say, the answer to a switch that did not happen then, is that the switch takes effect
 * at its start.
 */
export async function replay(
  trace: readonly TraceLine[],
  configuration: Configuration,
  { arns = new Map(), until }: ReplayOptions = {},
): Promise<Replayed> {
  const times = trace.flatMap(({ line }) => [line.time, timeOfDelivery(line) ?? line.time]);
  const table = deployInMemory(configuration, channelsIn(trace), arns);
  const run = new Run(table, configuration, trace, Math.min(...times) - beforeMs);
  await run.play(until ?? Math.max(...times) + afterMs);
  return run.result();
}

class Run {
  readonly #table: MemoryTable;
  readonly #time: VirtualTime;
  readonly #trace: readonly TraceLine[];
  readonly #channels = new Map<string, ModelledChannel>();
  readonly #recorded = new Map<string, RecordedChannel>();
  readonly #recorder = new Recorder();
  readonly #stage: Stage;
  readonly #account: string;
  #events = 0;

  constructor(table: MemoryTable, configuration: Configuration, trace: readonly TraceLine[], start: Millis) {
    this.#table = table;
    this.#trace = trace;
    this.#time = new VirtualTime(start);
    const [anyArn = ''] = table.members.keys();
    this.#account = anyArn.split(':')[4] ?? '';
    const decider = this.#recorder.around(coreDecider);
    this.#stage = new Stage(this.#time, table, this.#channels, { decider, accountId: this.#account });
    for (const channelArn of table.members.keys()) this.#open(channelArn, configuration);
  }

  async play(end: Millis): Promise<void> {
    this.#time.after(0, () => {
      for (const channelArn of this.#channels.keys()) void this.#stage.look(channelArn);
    });
    for (const entry of this.#trace) {
      if (entry.kind === 'event') this.#plan(entry.line);
      else
        this.#time.at(entry.line.time, () => {
          this.#direct(entry.line);
        });
    }
    const reconcile = () => {
      this.#stage.reconcile();
      this.#time.after(reconcilerEveryMs, reconcile);
    };
    this.#time.after(reconcilerEveryMs, reconcile);
    await this.#time.runUntil(end);
  }

  result(): Replayed {
    const final = Object.fromEntries([...this.#channels.keys()].map((arn) => [arn, this.#finalOf(arn)]));
    return { switches: this.#recorder.switches, decisions: this.#recorder.decisions, final };
  }

  #open(channelArn: string, configuration: Configuration): void {
    const member = this.#table.members.get(channelArn);
    if (!member) return;
    const onAir = onAirAtStart(this.#trace, channelArn);
    const [first = ''] = Object.values(member.inputs).map(({ attachment }) => attachment);
    const channel = new ModelledChannel({
      channelArn,
      name: member.name ?? channelArn,
      attachments: Object.values(member.inputs).map(({ attachment }) => attachment),
      time: this.#time,
      emit: (arn, emission) => {
        const recorded = this.#recorded.get(arn);
        if (recorded === undefined || recorded.isQuiet) return;
        this.#events += 1;
        const event = mediaLiveEvent(`modelled-${this.#events}`, this.#time.now(), arn, emission);
        this.#time.after(deliveryMs, () => {
          this.#stage.deliver(JSON.stringify(event));
        });
        if (emission.type === 'input-change') recorded.arrived(emission.pipeline);
      },
    });
    const { existing } = configuration.channels.find(({ name }) => name === member.name) ?? {};
    for (const id of pipelinesOf(existing?.class ?? 'standard')) {
      channel.start(id);
      channel.move(id, onAir?.[id] ?? first, null);
    }
    this.#channels.set(channelArn, channel);
    const seen = { '0': onAir?.['0'] ?? first, '1': onAir?.['1'] ?? first };
    this.#recorded.set(channelArn, new RecordedChannel(this.#time, channel, seen));
  }

  /** What the event reports happens at its time; the control plane hears of it when it was delivered. */
  #plan(line: AwsLine): void {
    let applies = true;
    this.#time.at(line.time, () => {
      applies = this.#happen(line);
    });
    const delivery = timeOfDelivery(line);
    if (delivery === null) return;
    this.#time.at(Math.max(delivery, line.time), () => {
      if (applies) this.#stage.deliver(line.text);
    });
  }

  /** False: in this replay it does not happen. */
  #happen(line: AwsLine): boolean {
    const message = parseMessage({ messageId: line.id, body: line.text }, this.#account);
    if (message.type === 'flow') {
      for (const [channelArn, { inputs }] of this.#table.members) {
        for (const { attachment, flows } of Object.values(inputs)) {
          const pipeline = pipelineIds[flows.findIndex(({ arn }) => arn === message.flowArn)];
          if (pipeline) this.#recorded.get(channelArn)?.flow(pipeline, attachment, message.health.connected);
        }
      }
    }
    if (message.type !== 'channel') return true;
    const recorded = this.#recorded.get(message.channelArn);
    const { event } = message;
    if (event.type === 'alert') return recorded?.alert(event.pipeline, event.alarmState, event) ?? false;
    if (event.type === 'input-change') {
      return recorded?.inputChange(event.pipeline, event.attachment, event.actionName) ?? false;
    }
    if (event.type === 'channel-state' && /^(RUNNING|STOPPING|STOPPED|DELETED)$/.test(event.state)) {
      recorded?.running(event.pipeline, event.state === 'RUNNING');
    }
    return true;
  }

  #direct(line: StageLine): void {
    switch (line['detail-type']) {
      case 'Trace Start':
        return;
      case 'Operator Order':
        this.#stage.order(line.detail);
        return;
      case 'MediaLive Api':
        this.#stage.throttled = line.detail.answers === 'throttled';
        return;
      case 'Foreign Schedule Action': {
        const {
          channel_arn: arn,
          action_name: name,
          input_attachment: attachment,
          start_time: at,
        } = line.detail;
        const kind = attachment === null ? 'other' : 'switch';
        this.#channels.get(arn)?.update({ creates: [{ name, kind, attachment, start: { type: 'at', at } }] });
        return;
      }
    }
  }

  #finalOf(channelArn: string): FinalState {
    const member = this.#table.members.get(channelArn);
    const stored = this.#table.groups.get(member?.group ?? '');
    const groups = stored && member ? failoverGroupFor(stored, member).inputGroups : [];
    const state = this.#table.states.get(channelArn)?.state;
    const channel = this.#channels.get(channelArn);
    const onAir = (id: PipelineId) => {
      const { running, attachment = null } = channel?.pipeline(id) ?? {};
      const group = groups.find((inputGroup) => inputGroup.attachment === attachment);
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
}

function timeOfDelivery(line: AwsLine | StageLine): Millis | null {
  if (!('deliveredAt' in line) || line.deliveredAt === undefined) return line.time;
  return line.deliveredAt;
}

/** The channels that a trace speaks of. */
function channelsIn(trace: readonly TraceLine[]): ReadonlySet<string> {
  const arns = trace.map(({ line }) => ('channel_arn' in line.detail ? line.detail.channel_arn : null));
  return new Set(arns.filter((arn) => typeof arn === 'string'));
}

function onAirAtStart(trace: readonly TraceLine[], channelArn: string): Record<PipelineId, string> | null {
  for (const { kind, line } of trace) {
    if (kind === 'stage' && line['detail-type'] === 'Trace Start' && line.detail.channel_arn === channelArn) {
      return line.detail.on_air;
    }
  }
  return null;
}
