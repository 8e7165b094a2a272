import { pipelineIds, type PipelineId } from '../core/model/group.ts';
import type { Configuration } from '../config/configuration.ts';
import { saidOfChannel, type ChannelNews } from '../control/events/media-live/read-event.ts';
import { parseMessage } from '../control/events/parse-message.ts';
import type { ForFlow } from '../control/events/parsed-message.ts';
import { awsEvent } from '../control/events/sample.ts';
import type { OperatorRequest } from '../control/operator/protocol.ts';
import type { ChannelMember } from '../control/ports/member-store.ts';
import { ModelledChannel } from '../model/modelled-channel.ts';
import type { NewEntry, ScheduleEntry } from '../model/modelled-schedule.ts';
import { direct, type Passage } from '../model/passage.ts';
import type { VirtualTime } from '../model/virtual-time.ts';
import { RecordedChannel } from './recorded-channel.ts';
import { RecordedFlow } from './recorded-flow.ts';
import { timeOfDelivery, type AwsLine, type StageLine, type TraceLine } from './trace-line.ts';

/** How long an event of the model takes to reach us. */
const deliveryMs = 300;

/** What lives through a trace: it hears of the events as they were delivered, and takes the operators' orders. */
export interface Controller {
  /** An EventBridge event, as the JSON that it was. */
  deliver(body: string): void;
  order(request: OperatorRequest): void;
}

/** Sees what happens in the world, whatever caused it. */
export interface Onlooker {
  /** The world is there; nothing has happened yet. */
  opened?(channels: ReadonlyMap<string, ModelledChannel>): void;
  /** An action is in a schedule; `foreign`: the trace has put it there. */
  scheduled?(entry: ScheduleEntry, foreign: boolean): void;
  emitted?(channelArn: string, news: ChannelNews): void;
  /** MediaLive's API was called. */
  called?(call: string): void;
}

export interface TracedWorldOptions {
  readonly time: VirtualTime;
  readonly trace: readonly TraceLine[];
  readonly configuration: Configuration;
  /** The channels by ARN. */
  readonly members: ReadonlyMap<string, ChannelMember>;
  readonly onlooker?: Onlooker;
}

/** The world of a trace: what it says happened happens on virtual time, to channels that somebody may switch otherwise than was done then. */
export class TracedWorld {
  readonly channels: ReadonlyMap<string, ModelledChannel>;
  /** The flows that the configuration names, by ARN. */
  readonly flows: ReadonlyMap<string, RecordedFlow>;
  readonly accountId: string;
  /** The way to MediaLive's API. */
  readonly pass: Passage;
  readonly #options: TracedWorldOptions;
  readonly #recorded = new Map<string, RecordedChannel>();
  #controller: Controller = { deliver: () => undefined, order: () => undefined };
  #throttled = false;
  #foreign = false;
  #events = 0;

  constructor(options: TracedWorldOptions) {
    this.#options = options;
    const { members, onlooker } = options;
    const [anyArn = ''] = members.keys();
    this.accountId = anyArn.split(':')[4] ?? '';
    this.pass = (call, effect) => {
      onlooker?.called?.(call);
      return this.#throttled ? Promise.reject(new Error(`${call} is throttled.`)) : direct(call, effect);
    };
    this.channels = new Map([...members].map(([arn, member]) => [arn, this.#open(arn, member)]));
    const inputs = [...members.values()].flatMap((member) => Object.values(member.inputs));
    const flows = inputs.flatMap((input) => input.flows);
    this.flows = new Map(flows.map((flow) => [flow.arn, new RecordedFlow(flow)]));
    onlooker?.opened?.(this.channels);
  }

  /** Plans the whole trace; it happens as time goes by. */
  play(controller: Controller): void {
    this.#controller = controller;
    for (const entry of this.#options.trace) {
      if (entry.kind === 'event') {
        this.#plan(entry.line);
      } else {
        this.#options.time.at(entry.line.time, () => {
          this.#direct(entry.line);
        });
      }
    }
  }

  #open(channelArn: string, { name, inputs }: ChannelMember): ModelledChannel {
    const { time, trace, configuration, onlooker } = this.#options;
    const onAir = onAirAtStart(trace, channelArn);
    const attachments = Object.values(inputs).map(({ attachment }) => attachment);
    const [first = ''] = attachments;
    const channel = new ModelledChannel({
      channelArn,
      name: name ?? channelArn,
      attachments,
      time,
      emit: (arn, news) => {
        this.#emit(arn, news);
      },
      scheduled: (_arn, entry) => {
        onlooker?.scheduled?.(entry, this.#foreign);
      },
    });
    const { existing } = configuration.channels.find((configured) => configured.name === name) ?? {};
    for (const id of pipelinesOf(existing?.class ?? 'standard')) {
      channel.start(id);
      channel.move(id, onAir?.[id] ?? first, null);
    }
    const seen = { '0': onAir?.['0'] ?? first, '1': onAir?.['1'] ?? first };
    this.#recorded.set(channelArn, new RecordedChannel(time, channel, seen));
    return channel;
  }

  #emit(channelArn: string, news: ChannelNews): void {
    const { time, onlooker } = this.#options;
    onlooker?.emitted?.(channelArn, news);
    const recorded = this.#recorded.get(channelArn);
    if (recorded === undefined || recorded.isQuiet) return;
    this.#events += 1;
    const event = awsEvent(`modelled-${this.#events}`, time.now(), saidOfChannel(channelArn, news));
    time.after(deliveryMs, () => {
      this.#controller.deliver(JSON.stringify(event));
    });
    if (news.type === 'input-change') recorded.arrived(news.pipeline);
  }

  /** What the event reports happens at its time; the controller hears of it when it was delivered. */
  #plan(line: AwsLine): void {
    const { time } = this.#options;
    let applies = true;
    const delivery = timeOfDelivery(line);
    // What has arrived has happened, whatever it says of its time.
    time.at(Math.min(line.time, delivery ?? line.time), () => {
      applies = this.#happen(line);
    });
    if (delivery === null) return;
    time.at(delivery, () => {
      if (applies) this.#controller.deliver(line.text);
    });
  }

  /** False: in this replay it does not happen. */
  #happen(line: AwsLine): boolean {
    const message = parseMessage(
      { messageId: line.id, body: line.text },
      this.accountId,
      this.#options.time.now(),
    );
    if (message.type === 'flow') this.#flow(message);
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

  #flow({ flowArn, news }: ForFlow): void {
    const flow = this.flows.get(flowArn);
    if (flow === undefined) return;
    flow.happen(news);
    for (const [channelArn, { inputs }] of this.#options.members) {
      for (const { attachment, flows } of Object.values(inputs)) {
        const pipeline = pipelineIds[flows.findIndex(({ arn }) => arn === flowArn)];
        if (pipeline) this.#recorded.get(channelArn)?.flow(pipeline, attachment, flow.delivers);
      }
    }
  }

  #direct(line: StageLine): void {
    switch (line['detail-type']) {
      case 'Trace Start':
        return;
      case 'Operator Order':
        this.#controller.order(line.detail);
        return;
      case 'MediaLive Api':
        this.#throttled = line.detail.answers === 'throttled';
        return;
      case 'Foreign Schedule Action': {
        const {
          channel_arn: arn,
          action_name: name,
          input_attachment: attachment,
          start_time: at,
        } = line.detail;
        const kind = attachment === null ? 'other' : 'switch';
        this.#addForeign(arn, { name, kind, attachment, start: { type: 'at', at } });
        return;
      }
    }
  }

  /** Somebody else than the controller puts an action into the schedule, in the console or with another tool. */
  #addForeign(channelArn: string, action: NewEntry): void {
    this.#foreign = true;
    try {
      this.channels.get(channelArn)?.update({ creates: [action] });
    } finally {
      this.#foreign = false;
    }
  }
}

/** The channels that a trace speaks of. */
export function channelsIn(trace: readonly TraceLine[]): ReadonlySet<string> {
  const arns = trace.map(({ line }) => ('channel_arn' in line.detail ? line.detail.channel_arn : null));
  return new Set(arns.filter((arn) => typeof arn === 'string'));
}

/** The pipelines of a channel of this class. */
function pipelinesOf(channelClass: 'standard' | 'single-pipeline'): readonly PipelineId[] {
  return channelClass === 'standard' ? pipelineIds : ['0'];
}

function onAirAtStart(trace: readonly TraceLine[], channelArn: string): Record<PipelineId, string> | null {
  for (const { kind, line } of trace) {
    if (kind === 'stage' && line['detail-type'] === 'Trace Start' && line.detail.channel_arn === channelArn) {
      return line.detail.on_air;
    }
  }
  return null;
}
