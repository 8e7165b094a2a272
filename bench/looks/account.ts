import { pipelineIds, type Millis } from '../../core/model/group.ts';
import type { MediaLiveGateway } from '../../control/ports/media-live-gateway.ts';
import type { ChannelMember } from '../../control/ports/member-store.ts';
import { ModelledChannel } from '../../model/modelled-channel.ts';
import { modelledMediaLive } from '../../model/modelled-media-live.ts';
import type { Passage } from '../../model/passage.ts';
import type { VirtualTime } from '../../model/virtual-time.ts';

/** Adds up by name. */
class Tally {
  readonly #counts = new Map<string, number>();

  add(name: string, by = 1): void {
    this.#counts.set(name, this.of(name) + by);
  }

  /** Of all these names together. */
  of(...names: readonly string[]): number {
    return names.reduce((sum, name) => sum + (this.#counts.get(name) ?? 0), 0);
  }

  clear(): void {
    this.#counts.clear();
  }
}

/** ListChannels gives so many in one page, and each page is a call. */
const channelsPerPage = 100;

/** The MediaLive of one account: all its channels run, and every call to it is written down; of other services, how many. */
export class Account {
  readonly time: VirtualTime;
  /** When each call reached MediaLive. */
  readonly calls: Millis[] = [];
  /** When each channel was asked for its state, by its ARN, and when for its alerts. */
  readonly asked = { channel: new Map<string, Millis[]>(), alerts: new Map<string, Millis[]>() };
  /** How often each service was called for what, and how often a function ran, since `tally` was emptied last. */
  readonly tally = new Tally();
  /** How long a call takes. */
  readonly latencyMs: Millis;
  readonly #channels = new Map<string, ModelledChannel>();

  constructor(time: VirtualTime, latencyMs: Millis, members: readonly ChannelMember[]) {
    this.time = time;
    this.latencyMs = latencyMs;
    for (const { channelArn, name, inputs } of members) {
      const attachments = Object.values(inputs).map(({ attachment }) => attachment);
      const channel = new ModelledChannel({
        channelArn,
        name: name ?? channelArn,
        attachments,
        time,
        emit: () => undefined,
      });
      for (const pipeline of pipelineIds) channel.start(pipeline);
      this.#channels.set(channelArn, channel);
    }
  }

  /** MediaLive as a function of any deployment of the account reaches it. */
  gateway(): MediaLiveGateway {
    const mediaLive = modelledMediaLive(this.#channels, this.time, this.way(this.latencyMs));
    const note = (question: keyof Account['asked'], channelArn: string) => {
      const before = this.asked[question].get(channelArn) ?? [];
      this.calls.push(this.time.now());
      this.asked[question].set(channelArn, [...before, this.time.now()]);
    };
    return {
      ...mediaLive,
      describeChannel: (arn) => {
        note('channel', arn);
        return mediaLive.describeChannel(arn);
      },
      activeAlerts: (arn) => {
        note('alerts', arn);
        return mediaLive.activeAlerts(arn);
      },
      listChannels: () => {
        const pages = Math.ceil(this.#channels.size / channelsPerPage);
        this.calls.push(...Array.from({ length: pages }, () => this.time.now()));
        return mediaLive.listChannels();
      },
    };
  }

  /** The way to a service and back, which takes this long; nothing fails on it. */
  way(latencyMs: Millis): Passage {
    const { time, tally } = this;
    return <T>(call: string, effect: () => T) => {
      tally.add(call);
      return new Promise<T>((resolve) => {
        time.after(latencyMs / 2, () => {
          const result = effect();
          time.after(latencyMs / 2, () => {
            time.stir();
            resolve(result);
          });
        });
      });
    };
  }
}
