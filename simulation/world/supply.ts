import { pipelineIds, type Millis, type PipelineId } from '../../core/model/group.ts';
import type { ChannelMember } from '../../control/ports/member-store.ts';
import type { ModelledFlow } from '../../model/modelled-flow.ts';
import type { VirtualTime } from '../../model/virtual-time.ts';
import type { Feeds } from './feeds.ts';

/** What a channel would see of a site on one pipeline. */
export type Lack = 'no-packets' | 'no-video';

/** A time in which something lacked; `until` null: it still does. */
export interface Period {
  readonly lack: Lack;
  readonly from: Millis;
  readonly until: Millis | null;
}

type Listener = (channelArn: string, site: string, pipeline: PipelineId) => void;

/** The truth about what each site delivers to each channel, through its flows if it has any: the checks judge by it. */
export class Supply {
  readonly #time: VirtualTime;
  readonly #feeds: Feeds;
  readonly #flows: ReadonlyMap<string, ModelledFlow>;
  readonly #members: readonly ChannelMember[];
  readonly #periods = new Map<string, Period[]>();
  readonly #listeners: Listener[] = [];

  constructor(
    time: VirtualTime,
    feeds: Feeds,
    flows: ReadonlyMap<string, ModelledFlow>,
    members: readonly ChannelMember[],
  ) {
    this.#time = time;
    this.#feeds = feeds;
    this.#flows = flows;
    this.#members = members;
    feeds.onChange((site, pipeline) => {
      for (const member of members) this.#look(member, site, pipeline);
    });
  }

  onChange(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /** The flow behind a site's pipeline; null: MediaConnect does not feed it. */
  flowOf(member: ChannelMember, site: string, pipeline: PipelineId): ModelledFlow | null {
    const flow = member.inputs[site]?.flows[pipelineIds.indexOf(pipeline)];
    return flow ? (this.#flows.get(flow.arn) ?? null) : null;
  }

  /** The flow's status may have changed. */
  flowChanged(flowArn: string): void {
    for (const member of this.#members) {
      for (const site of Object.keys(member.inputs)) {
        for (const pipeline of pipelineIds) {
          if (this.flowOf(member, site, pipeline)?.model.arn === flowArn) this.#look(member, site, pipeline);
        }
      }
    }
  }

  lack(channelArn: string, site: string, pipeline: PipelineId): Lack | null {
    const last = this.periods(channelArn, site, pipeline).at(-1);
    return last?.until === null ? last.lack : null;
  }

  /** All times in which something lacked, in order. */
  periods(channelArn: string, site: string, pipeline: PipelineId): readonly Period[] {
    return this.#periods.get(`${channelArn}/${site}/${pipeline}`) ?? [];
  }

  /** Since when the site delivers without interruption; null: it does not. */
  wellSince(channelArn: string, site: string, pipeline: PipelineId): Millis | null {
    const last = this.periods(channelArn, site, pipeline).at(-1);
    return last ? last.until : -Infinity;
  }

  /** Since when the site has delivered nothing that can be used; null: it delivers. */
  lackingSince(channelArn: string, site: string, pipeline: PipelineId): Millis | null {
    let since: Millis | null = null;
    for (const { from, until } of this.periods(channelArn, site, pipeline).toReversed()) {
      if (until !== null && until !== since) break;
      since = from;
    }
    return since;
  }

  #look(member: ChannelMember, site: string, pipeline: PipelineId): void {
    const key = `${member.channelArn}/${site}/${pipeline}`;
    const periods = this.#periods.get(key) ?? [];
    const last = periods.at(-1);
    const before = last?.until === null ? last.lack : null;
    const lack = this.#lackNow(member, site, pipeline);
    if (lack === before) return;
    const now = this.#time.now();
    if (last && before !== null) periods[periods.length - 1] = { ...last, until: now };
    if (lack !== null) periods.push({ lack, from: now, until: null });
    this.#periods.set(key, periods);
    for (const listener of this.#listeners) listener(member.channelArn, site, pipeline);
  }

  #lackNow(member: ChannelMember, site: string, pipeline: PipelineId): Lack | null {
    const flow = this.flowOf(member, site, pipeline);
    if (flow && flow.status !== 'ACTIVE') return 'no-packets';
    const fault = this.#feeds.fault(site, pipeline);
    if (fault === 'no-packets' || fault === 'no-bits') return 'no-packets';
    return fault === 'no-video' ? 'no-video' : null;
  }
}
