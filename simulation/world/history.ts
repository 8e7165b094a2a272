import type { Millis } from '../../core/model/group.ts';
import type { ChannelNews } from '../../control/events/media-live/read-event.ts';
import type { ModelledChannel } from '../../model/modelled-channel.ts';
import type { VirtualTime } from '../../model/virtual-time.ts';

interface ChannelHistory {
  /** How an attachment was last arrived at, by `pipeline/attachment`. */
  readonly arrivals: Map<string, { readonly at: Millis; readonly by: string | null }>;
  /** The last attachment of each pipeline. */
  readonly onAir: Map<string, string>;
}

/** What really happened to the channels, for the checks. */
export class History {
  readonly #time: VirtualTime;
  readonly #channels = new Map<string, ChannelHistory>();

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  note(channelArn: string, news: ChannelNews, channel: ModelledChannel): void {
    if (news.type === 'alert' || news.pipeline === null) return;
    const { attachment, running, actionName: by } = channel.pipeline(news.pipeline);
    const { arrivals, onAir } = this.#of(channelArn);
    // A pipeline that restarts where it was has not arrived there anew.
    if (!running || onAir.get(news.pipeline) === attachment) return;
    onAir.set(news.pipeline, attachment);
    arrivals.set(`${news.pipeline}/${attachment}`, { at: this.#time.now(), by });
  }

  /** When the pipeline last arrived at the attachment; -Infinity: never. */
  arrivedAt(channelArn: string, pipeline: string, attachment: string): Millis {
    return this.#of(channelArn).arrivals.get(`${pipeline}/${attachment}`)?.at ?? -Infinity;
  }

  /** The schedule action that last brought the pipeline to the attachment; null: none did. */
  broughtBy(channelArn: string, pipeline: string, attachment: string): string | null {
    return this.#of(channelArn).arrivals.get(`${pipeline}/${attachment}`)?.by ?? null;
  }

  #of(channelArn: string): ChannelHistory {
    const known = this.#channels.get(channelArn);
    if (known) return known;
    const fresh: ChannelHistory = { arrivals: new Map(), onAir: new Map() };
    this.#channels.set(channelArn, fresh);
    return fresh;
  }
}
