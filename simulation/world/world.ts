import { pipelineIds, type FailoverGroup, type Millis, type PipelineId } from '../../core/model/group.ts';
import type { StoredGroup } from '../../control/ports/group-store.ts';
import type { ChannelMember } from '../../control/ports/member-store.ts';
import { failoverGroupFor } from '../../control/loop/load.ts';
import { coreDecider } from '../../control/loop/deps.ts';
import type { Dice } from '../dice.ts';
import { saidOfChannel, type ChannelNews } from '../../control/events/media-live/read-event.ts';
import { awsEvent, type AwsEvent, type Said } from '../../control/events/sample.ts';
import type { PlantedBug } from '../planted/planted-bug.ts';
import { receiveMax, reconcileEveryMs } from '../../model/deployed.ts';
import { MemoryQueue } from '../../model/memory-queue.ts';
import { MemoryTable } from '../../model/memory-table.ts';
import { ModelledChannel } from '../../model/modelled-channel.ts';
import type { ModelledFlow } from '../../model/modelled-flow.ts';
import { VirtualTime } from '../../model/virtual-time.ts';
import { AlertsSeen } from './answers.ts';
import type { Brownout } from './brownout.ts';
import type { Climate } from './climate.ts';
import { plainCustoms, type Customs } from './customs.ts';
import { Deliveries } from './deliveries.ts';
import { Feeds } from './feeds.ts';
import { Functions } from './functions.ts';
import { History } from './history.ts';
import { Trouble, type Service, type Surroundings } from './invocation.ts';
import { SensedFlows } from './sensed-flows.ts';
import { MediaLiveSensor, placesOf } from './sensors.ts';
import type { Told } from './services.ts';
import type { Setting } from './setting.ts';
import { Supply } from './supply.ts';
import type { Watch } from './watch.ts';

/** The day on which every run begins. */
export const startAt: Millis = Date.UTC(2026, 10, 21, 12);

/** Everything there is in a run: two sites or more, AWS, and the control plane's functions. */
export class World {
  readonly time: VirtualTime;
  readonly table = new MemoryTable();
  readonly queue = new MemoryQueue(receiveMax);
  readonly feeds: Feeds;
  readonly channels = new Map<string, ModelledChannel>();
  readonly flows = new Map<string, ModelledFlow>();
  readonly supply: Supply;
  readonly customs: Customs;
  readonly climate: Climate;
  readonly told: Told[] = [];
  readonly trouble = new Trouble();
  readonly alertsSeen: AlertsSeen;
  readonly outages = new Set<Service>();
  brownout: Brownout | null = null;
  readonly setting: Setting;
  readonly dice: Dice;
  readonly functions: Functions;
  readonly history: History;
  /** Schedule actions of others. */
  readonly foreign: { readonly channelArn: string; readonly name: string }[] = [];
  /** Hear of every event that a service has sent, whatever becomes of it on its way. */
  readonly listeners: ((event: AwsEvent) => void)[] = [];
  readonly #sensors = new Map<string, MediaLiveSensor>();
  readonly #groups = new Map<string, { readonly stored: StoredGroup; readonly group: FailoverGroup }>();
  readonly #flows: SensedFlows;
  readonly #deliveries: Deliveries;
  #events = 0;

  /** @param time of another world, to which this one is a neighbour */
  constructor(
    setting: Setting,
    dice: Dice,
    climate: Climate,
    watch: Watch,
    plant?: Pick<PlantedBug, 'decider' | 'deps'>,
    time = new VirtualTime(startAt),
  ) {
    this.time = time;
    this.alertsSeen = new AlertsSeen(time);
    this.setting = setting;
    this.dice = dice;
    this.climate = climate;
    this.customs = { ...(setting.customs ?? plainCustoms), clearsOnLeave: setting.clearsOnLeave };
    const { members } = this;
    const sources = members.flatMap(placesOf).map((place) => place.sources);
    this.feeds = new Feeds(Math.max(...sources) > 1 ? 2 : 1);
    this.supply = new Supply(this.time, this.feeds, this.flows, members);
    const { outages, trouble } = this;
    const surroundings: Surroundings = {
      time,
      dice,
      climate,
      outages,
      brownout: () => this.brownout,
      trouble,
    };
    this.history = new History(this.time);
    this.#deliveries = new Deliveries(surroundings, this.queue, () => {
      this.functions.poll();
    });
    this.functions = new Functions(
      {
        table: this.table,
        channels: this.channels,
        flows: this.flows,
        alertsSeen: this.alertsSeen,
        told: this.told,
        published: [],
        deliveries: this.#deliveries,
        throttled: (channelArn) => {
          watch.throttled(channelArn);
        },
        surroundings,
        decider: watch.around(plant?.decider?.(coreDecider) ?? coreDecider),
        ...(plant?.deps && { tamper: plant.deps }),
      },
      this.queue,
    );
    this.table.onStateSaved = (decided) => {
      watch.saved(decided);
    };
    this.#flows = new SensedFlows(this, (said) => {
      this.#send(said);
    });
    this.#deploy(climate, watch);
    this.#flows.switchOn(setting.flowsKnown);
    for (const channel of this.channels.values()) for (const id of pipelineIds) channel.start(id);
    this.#reconcileForever(climate);
  }

  /** Every channel, the bystander too. */
  get members(): readonly ChannelMember[] {
    const { members, bystander } = this.setting;
    return bystander ? [...members, bystander.member] : members;
  }

  channel(channelArn: string): ModelledChannel {
    const channel = this.channels.get(channelArn);
    if (!channel) throw new Error(`There is no channel ${channelArn} in this world.`);
    return channel;
  }

  /** The flows of a site's pipelines, of every channel. */
  flowsOf(site: string, pipelines: readonly PipelineId[]): readonly ModelledFlow[] {
    return this.members
      .flatMap((member) => pipelines.map((pipeline) => this.supply.flowOf(member, site, pipeline)))
      .filter((flow) => flow !== null);
  }

  /** The failover group as the channel sees it now. */
  groupFor(member: ChannelMember): FailoverGroup | null {
    const stored = this.table.groups.get(member.group);
    const known = this.#groups.get(member.channelArn);
    if (!stored || known?.stored === stored) return known?.group ?? null;
    const group = failoverGroupFor(stored, member);
    this.#groups.set(member.channelArn, { stored, group });
    return group;
  }

  /** Since when the flow has had its status. */
  statusSince(flowArn: string): Millis {
    return this.#flows.statusSince(flowArn);
  }

  /** Which input an alarm of the channel was raised on; null: nobody knows. */
  raisedOn(channelArn: string, alarmId: string): string | null {
    return this.#sensors.get(channelArn)?.raisedOn(alarmId) ?? null;
  }

  /** The same, as far as anybody can tell by its message; null: nobody can. */
  seenToBeRaisedOn(channelArn: string, alarmId: string): string | null {
    return this.#sensors.get(channelArn)?.seenToBeRaisedOn(alarmId) ?? null;
  }

  #deploy({ switchMissed }: Climate, watch: Watch): void {
    const { bystander } = this.setting;
    const operator = { unavailable: [], hold: null };
    for (const { group: name, definition } of bystander ? [this.setting, bystander] : [this.setting]) {
      this.table.groups.set(name, { name, definition, operator, version: 1, owner: 'simulation' });
    }
    for (const member of this.members) {
      const { channelArn } = member;
      this.table.members.set(channelArn, member);
      const channel = new ModelledChannel({
        channelArn,
        name: member.name ?? channelArn,
        attachments: Object.values(member.inputs).map(({ attachment }) => attachment),
        time: this.time,
        emit: (arn, news) => {
          this.#onNews(arn, news);
        },
        misses: (pipeline) => this.dice.mishap(`switch-missed/${pipeline}`, switchMissed),
        scheduled: (arn, entry) => {
          watch.scheduled(arn, entry);
        },
        carriedOut: (arn, entry) => {
          watch.carriedOut(arn, entry);
        },
        prepares: (arn) => {
          for (const id of pipelineIds) this.#sensors.get(arn)?.look(id);
        },
        clearsOnLeave: this.customs.clearsOnLeave,
        ...(this.setting.singlePipeline === true && { pipelines: ['0'] as const }),
      });
      this.channels.set(channelArn, channel);
      this.#sensors.set(channelArn, new MediaLiveSensor(this, this.customs, member, channel));
      for (const place of placesOf(member)) this.#flows.add(place);
    }
  }

  #reconcileForever(climate: Climate): void {
    this.time.after(reconcileEveryMs, () => {
      if (!this.dice.mishap('reconciler/lost', climate.reconcilerLost)) this.functions.reconcile();
      this.#reconcileForever(climate);
    });
  }

  #onNews(channelArn: string, news: ChannelNews): void {
    const channel = this.channel(channelArn);
    this.history.note(channelArn, news, channel);
    this.alertsSeen.note(channelArn, channel.alerts);
    this.#send(saidOfChannel(channelArn, news));
    if (news.type === 'alert' || news.pipeline === null) return;
    const sensor = this.#sensors.get(channelArn);
    if (news.type === 'channel-state' && news.state === 'RUNNING') sensor?.started(news.pipeline);
    sensor?.look(news.pipeline);
  }

  #send(said: Said): void {
    this.#events += 1;
    const event = awsEvent(`event-${this.#events}`, this.time.now(), said);
    for (const listener of this.listeners) listener(event);
    this.#deliveries.event(event);
  }
}
