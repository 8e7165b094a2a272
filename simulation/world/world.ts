import { pipelineIds, type Millis } from '../../core/model/group.ts';
import { coreDecider } from '../../lambdas/shared/decide/decider.ts';
import type { Dice } from '../dice.ts';
import { flowHealthEvent, mediaLiveEvent, type AwsEvent } from '../ports/aws-events.ts';
import type { PlantedBug } from '../planted/planted-bug.ts';
import { CountingMeter } from '../ports/counting-meter.ts';
import { receiveMax, reconcileEveryMs } from '../ports/deployed.ts';
import { MemoryQueue } from '../ports/memory-queue.ts';
import { MemoryTable } from '../ports/memory-table.ts';
import { ModelledChannel, type Emission } from '../ports/modelled-channel.ts';
import { VirtualTime } from '../ports/virtual-time.ts';
import type { Climate } from './climate.ts';
import { Deliveries } from './deliveries.ts';
import { Feeds } from './feeds.ts';
import { Functions } from './functions.ts';
import { History } from './history.ts';
import type { Service, Surroundings } from './invocation.ts';
import { MediaConnectSensor, MediaLiveSensor } from './sensors.ts';
import type { Setting } from './setting.ts';
import type { Watch } from './watch.ts';

/** The day on which every run begins. */
export const startAt: Millis = Date.UTC(2026, 10, 21, 12);

/** Everything there is in a run: two sites or more, AWS, and the control plane's functions. */
export class World {
  readonly time = new VirtualTime(startAt);
  readonly table = new MemoryTable();
  readonly queue = new MemoryQueue(receiveMax);
  readonly feeds = new Feeds();
  readonly channels = new Map<string, ModelledChannel>();
  readonly outages = new Set<Service>();
  readonly setting: Setting;
  readonly dice: Dice;
  readonly functions: Functions;
  readonly history: History;
  /** Schedule actions of others. */
  readonly foreign: { readonly channelArn: string; readonly name: string }[] = [];
  /** A service has sent an event, whatever becomes of it on its way. */
  onEvent: ((event: AwsEvent) => void) | null = null;
  readonly #sensors = new Map<string, MediaLiveSensor>();
  readonly #deliveries: Deliveries;
  #events = 0;

  constructor(
    setting: Setting,
    dice: Dice,
    climate: Climate,
    watch: Watch,
    plant?: Pick<PlantedBug, 'decider' | 'deps'>,
  ) {
    this.setting = setting;
    this.dice = dice;
    const surroundings: Surroundings = { time: this.time, dice, climate, outages: this.outages };
    this.history = new History(this.time);
    this.#deliveries = new Deliveries(surroundings, this.queue, () => {
      this.functions.poll();
    });
    this.functions = new Functions(
      {
        table: this.table,
        channels: this.channels,
        told: [],
        published: [],
        meter: new CountingMeter(),
        deliveries: this.#deliveries,
        surroundings,
        decider: watch.around(plant?.decider?.(coreDecider) ?? coreDecider),
        ...(plant?.deps && { tamper: plant.deps }),
      },
      this.queue,
    );
    this.table.onStateSaved = (decided) => {
      watch.saved(decided);
    };
    this.#deploy(climate, watch);
    this.#switchOn();
    this.#reconcileForever(climate);
  }

  channel(channelArn: string): ModelledChannel {
    const channel = this.channels.get(channelArn);
    if (!channel) throw new Error(`There is no channel ${channelArn} in this world.`);
    return channel;
  }

  #deploy({ switchMissed }: Climate, watch: Watch): void {
    const { group: name, definition, members } = this.setting;
    const operator = { unavailable: [], hold: null };
    this.table.groups.set(name, { name, definition, operator, version: 1, owner: 'simulation' });
    for (const member of members) {
      const { channelArn } = member;
      this.table.members.set(channelArn, member);
      const channel = new ModelledChannel({
        channelArn,
        name: member.name ?? channelArn,
        attachments: Object.values(member.inputs).map(({ attachment }) => attachment),
        time: this.time,
        emit: (arn, emission) => {
          this.#onEmission(arn, emission);
        },
        misses: (pipeline) => this.dice.mishap(`switch-missed/${pipeline}`, switchMissed),
        scheduled: (arn, entry) => {
          watch.scheduled(arn, entry);
        },
        clearsOnLeave: this.setting.clearsOnLeave,
      });
      this.channels.set(channelArn, channel);
      this.#sensors.set(channelArn, new MediaLiveSensor(this.time, this.feeds, member, channel));
    }
  }

  #switchOn(): void {
    const { members, definition, flowsKnown } = this.setting;
    const sensor = new MediaConnectSensor(this.time, this.feeds, members, (flowArn, connected) => {
      this.#send(flowHealthEvent(this.#eventId(), this.time.now(), flowArn, connected));
    });
    if (flowsKnown) sensor.tellAll(definition.inputGroups);
    for (const channel of this.channels.values()) for (const id of pipelineIds) channel.start(id);
  }

  #reconcileForever(climate: Climate): void {
    this.time.after(reconcileEveryMs, () => {
      if (!this.dice.mishap('reconciler/lost', climate.reconcilerLost)) this.functions.reconcile();
      this.#reconcileForever(climate);
    });
  }

  #onEmission(channelArn: string, emission: Emission): void {
    this.history.note(channelArn, emission, this.channel(channelArn));
    this.#send(mediaLiveEvent(this.#eventId(), this.time.now(), channelArn, emission));
    if (emission.type !== 'alert' && emission.pipeline !== null) {
      this.#sensors.get(channelArn)?.look(emission.pipeline);
    }
  }

  #send(event: AwsEvent): void {
    this.onEvent?.(event);
    this.#deliveries.event(event);
  }

  #eventId(): string {
    this.#events += 1;
    return `event-${this.#events}`;
  }
}
