import { pipelineIds, type Millis, type PipelineId } from '../../core/model/group.ts';
import type { ChannelMember } from '../../lambdas/shared/ports/member-store.ts';
import type { ModelledChannel } from '../ports/modelled-channel.ts';
import type { VirtualTime } from '../ports/virtual-time.ts';
import type { Fault, Feeds } from './feeds.ts';
import { alertTypes } from './setting.ts';

const alertOf: Readonly<Record<Fault, string>> = {
  'no-packets': alertTypes.noPackets,
  'no-video': alertTypes.noVideo,
};

/** MediaLive raises its alert after a second without packets (UG/monitor-activity-types-alerts-channels). */
const mediaLiveNoticesAfterMs = 1000;
/** MediaConnect fails over after 500 ms without data (MC/source-failover), so it knows by then. */
const mediaConnectNoticesAfterMs = 500;

/** The site that a channel's attachment is fed by. */
export function siteOfAttachment(member: ChannelMember, attachment: string): string | null {
  return Object.entries(member.inputs).find(([, input]) => input.attachment === attachment)?.[0] ?? null;
}

/** Has MediaLive raise and end its alerts: on what a pipeline ingests, and on nothing else. */
export class MediaLiveSensor {
  readonly #time: VirtualTime;
  readonly #feeds: Feeds;
  readonly #member: ChannelMember;
  readonly #channel: ModelledChannel;
  /** When what a pipeline ingests last changed. */
  readonly #changedAt = new Map<PipelineId, Millis>();

  constructor(time: VirtualTime, feeds: Feeds, member: ChannelMember, channel: ModelledChannel) {
    this.#time = time;
    this.#feeds = feeds;
    this.#member = member;
    this.#channel = channel;
    feeds.onChange((_site, pipeline) => {
      this.look(pipeline);
    });
  }

  /** Something may have changed on this pipeline. */
  look(pipeline: PipelineId): void {
    this.#changedAt.set(pipeline, this.#time.now());
    this.#time.after(mediaLiveNoticesAfterMs, () => {
      this.#see(pipeline);
    });
  }

  #see(pipeline: PipelineId): void {
    const { running, attachment } = this.#channel.pipeline(pipeline);
    const lastedMs = this.#time.now() - (this.#changedAt.get(pipeline) ?? 0);
    if (!running || lastedMs < mediaLiveNoticesAfterMs) return;
    const site = siteOfAttachment(this.#member, attachment);
    const fault = site === null ? null : this.#feeds.fault(site, pipeline);
    for (const [kind, alertType] of Object.entries(alertOf)) {
      const raised = this.#channel.isRaised(pipeline, alertType);
      if (kind === fault && !raised) this.#channel.raise(pipeline, alertType, `on [${attachment}]`);
      if (kind !== fault && raised) this.#channel.clear(pipeline, alertType);
    }
  }
}

/** Has MediaConnect tell of flows that lose their packets or have them back. */
export class MediaConnectSensor {
  readonly #feeds: Feeds;
  readonly #members: readonly ChannelMember[];
  readonly #report: (flowArn: string, connected: boolean) => void;
  /** What was last said of a site's feed. */
  readonly #said = new Map<string, boolean>();

  constructor(
    time: VirtualTime,
    feeds: Feeds,
    members: readonly ChannelMember[],
    report: (flowArn: string, connected: boolean) => void,
  ) {
    this.#feeds = feeds;
    this.#members = members;
    this.#report = report;
    feeds.onChange((site, pipeline) => {
      time.after(mediaConnectNoticesAfterMs, () => {
        this.#see(site, pipeline);
      });
    });
  }

  /** Tells of every flow, as when the flows were started. */
  tellAll(sites: readonly string[]): void {
    for (const site of sites) for (const pipeline of pipelineIds) this.#say(site, pipeline, true);
  }

  #see(site: string, pipeline: PipelineId): void {
    const connected = this.#feeds.fault(site, pipeline) !== 'no-packets';
    if ((this.#said.get(`${site}/${pipeline}`) ?? true) !== connected) this.#say(site, pipeline, connected);
  }

  #say(site: string, pipeline: PipelineId, connected: boolean): void {
    this.#said.set(`${site}/${pipeline}`, connected);
    for (const { inputs } of this.#members) {
      const flow = inputs[site]?.flows[pipelineIds.indexOf(pipeline)];
      if (flow) this.#report(flow.arn, connected);
    }
  }
}
