import type { Millis } from '../../core/model/group.ts';
import type { Emission, ModelledChannel } from '../ports/modelled-channel.ts';
import type { VirtualTime } from '../ports/virtual-time.ts';

interface ChannelHistory {
  /** When an attachment was last arrived at, by `pipeline/attachment`. */
  readonly arrivals: Map<string, Millis>;
  /** The last attachment of each pipeline. */
  readonly onAir: Map<string, string>;
  /** When somebody outside the control plane last ordered a switch. */
  foreignAt: Millis;
}

/** What really happened to the channels, for the checks. */
export class History {
  readonly #time: VirtualTime;
  readonly #channels = new Map<string, ChannelHistory>();

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  note(channelArn: string, emission: Emission, channel: ModelledChannel): void {
    if (emission.type === 'alert' || emission.pipeline === null) return;
    const { attachment, running } = channel.pipeline(emission.pipeline);
    const { arrivals, onAir } = this.#of(channelArn);
    // A pipeline that restarts where it was has not arrived there anew.
    if (!running || onAir.get(emission.pipeline) === attachment) return;
    onAir.set(emission.pipeline, attachment);
    arrivals.set(`${emission.pipeline}/${attachment}`, this.#time.now());
  }

  noteOperator(channelArn: string): void {
    this.#of(channelArn).foreignAt = this.#time.now();
  }

  /** When the pipeline last arrived at the attachment; -Infinity: never. */
  arrivedAt(channelArn: string, pipeline: string, attachment: string): Millis {
    return this.#of(channelArn).arrivals.get(`${pipeline}/${attachment}`) ?? -Infinity;
  }

  foreignAt(channelArn: string): Millis {
    return this.#of(channelArn).foreignAt;
  }

  #of(channelArn: string): ChannelHistory {
    const known = this.#channels.get(channelArn);
    if (known) return known;
    const fresh: ChannelHistory = { arrivals: new Map(), onAir: new Map(), foreignAt: -Infinity };
    this.#channels.set(channelArn, fresh);
    return fresh;
  }
}
