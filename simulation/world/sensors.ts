import { pipelineIds, type PipelineId } from '../../core/model/group.ts';
import type { ChannelMember } from '../../control/ports/member-store.ts';
import type { Dice } from '../dice.ts';
import type { ModelledChannel } from '../../model/modelled-channel.ts';
import type { ModelledFlow, Reception } from '../../model/modelled-flow.ts';
import type { VirtualTime } from '../../model/virtual-time.ts';
import { alertTypes, type Customs } from './customs.ts';
import type { Fault, Feeds } from './feeds.ts';
import type { Lack, Supply } from './supply.ts';

/** MediaLive raises its alert after a second without packets (UG/monitor-activity-types-alerts-channels). */
const mediaLiveNoticesAfterMs = 1000;
/** The shortest that anything takes to be noticed. */
const noticedMinMs = 50;

/** The site that a channel's attachment is fed by. */
export function siteOfAttachment(member: ChannelMember, attachment: string): string | null {
  return Object.entries(member.inputs).find(([, input]) => input.attachment === attachment)?.[0] ?? null;
}

interface Raised {
  readonly attachment: string;
  readonly alertType: string;
  /** Its message says on which input. */
  readonly named: boolean;
}

/** Has MediaLive raise and end its alerts: on what a pipeline ingests and, where that is its custom, on what it prepares. */
export class MediaLiveSensor {
  readonly #time: VirtualTime;
  readonly #dice: Dice;
  readonly #supply: Supply;
  readonly #customs: Customs;
  readonly #member: ChannelMember;
  readonly #channel: ModelledChannel;
  /** Counts the looks at each pipeline: only the last of them counts. */
  readonly #looks = new Map<string, number>();
  /** Alarms that this sensor has raised, by id. */
  readonly #raised = new Map<string, Raised>();
  /** Pipelines that have had no packets since they started. */
  readonly #hungry = new Set<PipelineId>();

  constructor(
    world: { readonly time: VirtualTime; readonly dice: Dice; readonly supply: Supply },
    customs: Customs,
    member: ChannelMember,
    channel: ModelledChannel,
  ) {
    this.#time = world.time;
    this.#dice = world.dice;
    this.#supply = world.supply;
    this.#customs = customs;
    this.#member = member;
    this.#channel = channel;
    world.supply.onChange((channelArn, _site, pipeline) => {
      if (channelArn === member.channelArn) this.look(pipeline);
    });
  }

  started(pipeline: PipelineId): void {
    this.#hungry.add(pipeline);
  }

  /** Something may have changed on this pipeline. */
  look(pipeline: PipelineId): void {
    this.#lookAt(pipeline, this.#channel.pipeline(pipeline).attachment);
    const { prepared } = this.#channel;
    if (prepared !== null && this.#customs.alertsOfPrepared) this.#lookAt(pipeline, prepared);
  }

  /** Which input an alarm was raised on; null: it is none of these. */
  raisedOn(alarmId: string): string | null {
    return this.#raised.get(alarmId)?.attachment ?? null;
  }

  /** The same, as far as anybody can tell who does not see the world; null: nobody can. */
  seenToBeRaisedOn(alarmId: string): string | null {
    const raised = this.#raised.get(alarmId);
    return raised?.named ? raised.attachment : null;
  }

  #lookAt(pipeline: PipelineId, attachment: string): void {
    const key = `${pipeline}/${attachment}`;
    const look = (this.#looks.get(key) ?? 0) + 1;
    this.#looks.set(key, look);
    const lack = this.#lackOf(pipeline, attachment);
    if (lack !== 'no-packets' && this.#channel.pipeline(pipeline).attachment === attachment) {
      this.#hungry.delete(pipeline);
    }
    const { returnNoticedMs } = this.#customs;
    const name = `notice/${this.#member.channelArn}`;
    const afterMs =
      lack === null
        ? this.#dice.between(name, noticedMinMs, returnNoticedMs)
        : mediaLiveNoticesAfterMs + this.#dice.between(name, 0, 300);
    this.#time.after(afterMs, () => {
      if (this.#looks.get(key) === look) this.#see(pipeline, attachment, lack);
    });
  }

  #see(pipeline: PipelineId, attachment: string, lack: Lack | null): void {
    const channel = this.#channel;
    const { running, attachment: onAir } = channel.pipeline(pipeline);
    const watched =
      onAir === attachment || (this.#customs.alertsOfPrepared && channel.prepared === attachment);
    if (!running || !watched) return;
    const wanted = this.#alertsOf(pipeline, lack);
    const open = channel.alerts.filter(
      ({ pipeline: on, alarmId }) => on === pipeline && this.raisedOn(alarmId) === attachment,
    );
    for (const { alarmId, alertType } of open) if (!wanted.includes(alertType)) channel.end(alarmId);
    for (const alertType of wanted) {
      if (open.some((alert) => alert.alertType === alertType)) continue;
      const alarmId = channel.nextAlarmId();
      const input = this.#nameOf(pipeline, attachment, alertType);
      this.#raised.set(alarmId, { attachment, alertType, named: input === attachment });
      channel.raise(pipeline, alertType, `Stopped receiving network data on [${input}]`, alarmId);
    }
  }

  #alertsOf(pipeline: PipelineId, lack: Lack | null): readonly string[] {
    if (lack === null) return [];
    if (lack === 'no-video') return [alertTypes.noVideo];
    return this.#hungry.has(pipeline) ? this.#customs.atStart : [alertTypes.noPackets];
  }

  #lackOf(pipeline: PipelineId, attachment: string): Lack | null {
    const site = siteOfAttachment(this.#member, attachment);
    return site === null ? null : this.#supply.lack(this.#member.channelArn, site, pipeline);
  }

  /** What stands in the brackets of a message: seen live, the attachment of a MediaConnect input; of a decoder's alert, no input. */
  #nameOf(pipeline: PipelineId, attachment: string, alertType: string): string {
    if (alertType === alertTypes.noVideo) return 'VideoBuffer[1]';
    const site = siteOfAttachment(this.#member, attachment);
    const fed = site !== null && this.#supply.flowOf(this.#member, site, pipeline) !== null;
    return fed || this.#customs.messageNames === 'attachment' ? attachment : 'rtp://localhost:5000';
  }
}

const receptions: Readonly<Record<Fault, Reception>> = {
  'no-packets': { connected: false, bitrateZero: false, transportErrors: false },
  'no-bits': { connected: true, bitrateZero: true, transportErrors: false },
  'no-video': { connected: true, bitrateZero: false, transportErrors: false },
  errors: { connected: true, bitrateZero: false, transportErrors: true },
};
const whole: Reception = { connected: true, bitrateZero: false, transportErrors: false };

/** Content quality analysis needs longer than the transport (MC/monitoring-eventbridge-events-content-quality gives no figure). */
const analysedAfterMs = 2000;

/** Has a flow notice what arrives at it from its site, over each of its lines. */
export class FlowSensor {
  readonly #time: VirtualTime;
  readonly #dice: Dice;
  readonly #feeds: Feeds;
  readonly #flow: ModelledFlow;
  readonly #at: { readonly site: string; readonly pipeline: PipelineId };
  readonly #noticedMs: number;

  constructor(
    world: { readonly time: VirtualTime; readonly dice: Dice; readonly feeds: Feeds },
    flow: ModelledFlow,
    at: { readonly site: string; readonly pipeline: PipelineId },
    noticedMs: number,
  ) {
    this.#time = world.time;
    this.#dice = world.dice;
    this.#feeds = world.feeds;
    this.#flow = flow;
    this.#at = at;
    this.#noticedMs = noticedMs;
    world.feeds.onChange((site, pipeline) => {
      if (site === at.site && pipeline === at.pipeline) this.look();
    });
  }

  /** What arrives may have changed, or the flow has started. */
  look(): void {
    this.#flow.model.sources.forEach((source, line) => {
      this.#time.after(
        this.#dice.between(`notice/${this.#flow.model.arn}`, noticedMinMs, this.#noticedMs),
        () => {
          this.see(source, line);
        },
      );
    });
    this.#time.after(analysedAfterMs, () => {
      this.#flow.analyse(this.#fault() === 'no-video' ? ['video_missing'] : []);
    });
  }

  /** What the flow has noticed of its sources by the time the run begins. */
  seeAll(): void {
    this.#flow.model.sources.forEach((source, line) => {
      this.see(source, line);
    });
  }

  see(source: string, line: number): void {
    const fault = this.#feeds.onLine(this.#at.site, this.#at.pipeline, line);
    this.#flow.notice(source, fault === null ? whole : receptions[fault]);
  }

  #fault(): Fault | null {
    return this.#feeds.fault(this.#at.site, this.#at.pipeline);
  }
}

/** Of a member's flow: the site and the pipeline it feeds. */
export function placesOf(member: ChannelMember): readonly {
  readonly arn: string;
  readonly sources: number;
  readonly site: string;
  readonly pipeline: PipelineId;
}[] {
  return Object.entries(member.inputs).flatMap(([site, { flows }]) =>
    pipelineIds.flatMap((pipeline, index) => {
      const flow = flows[index];
      return flow ? [{ arn: flow.arn, sources: flow.sources, site, pipeline }] : [];
    }),
  );
}
