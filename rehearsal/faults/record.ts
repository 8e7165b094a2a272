import { notificationIn } from '../notification.ts';
import type { ObservedCall } from '../../twin/gateway/observed-call.ts';
import type { Twin } from '../../twin/twin.ts';
import type { ExistingChannel } from '../existing-channels.ts';
import { concerns } from './concerns.ts';
import type { ChannelFacts } from './judge.ts';

interface Switched {
  readonly channelId: string;
  readonly attachment: string;
}

/** Watches what becomes of the channels, from outside the control plane. */
export class ChannelRecord {
  readonly #twin: Twin;
  readonly #switches: Switched[] = [];
  readonly #told: { readonly event: string; readonly call: ObservedCall }[] = [];
  readonly #settled = new Set<string>();
  readonly #lostAt = new Map<string, number>();

  constructor(twin: Twin) {
    this.#twin = twin;
    twin.channels.subscribe((change) => {
      if (change.kind !== 'schedule') return;
      for (const { attachment } of change.created) {
        this.#switches.push({ channelId: change.channelId, attachment: attachment ?? '' });
      }
    });
    twin.calls.subscribe((call) => {
      const notification = notificationIn(call);
      if (notification !== undefined) this.#told.push({ event: notification.event, call });
    });
  }

  /** The channel has lost its site; epoch ms. */
  lost({ id }: ExistingChannel, at: number): void {
    this.#lostAt.set(id, at);
  }

  settled({ id }: ExistingChannel): void {
    this.#settled.add(id);
  }

  isSettled({ id }: ExistingChannel): boolean {
    return this.#settled.has(id);
  }

  /** From the last packet to both pipelines on B, in ms. */
  onBMs({ id }: ExistingChannel): number | undefined {
    const { channels } = this.#twin;
    const lostAt = this.#lostAt.get(id);
    const onAir = channels.pipelines(id).map((pipeline) => channels.onAir(id, pipeline));
    if (lostAt === undefined || onAir.some((each) => each?.attachment !== 'site-b')) return undefined;
    return Math.max(...onAir.map((each) => each?.since ?? 0)) - lostAt;
  }

  factsOf(channel: ExistingChannel): ChannelFacts {
    const { channels } = this.#twin;
    const { id } = channel;
    return {
      switches: this.#switches
        .filter(({ channelId }) => channelId === id)
        .map(({ attachment }) => attachment),
      onAir: channels.pipelines(id).map((pipeline) => channels.onAir(id, pipeline)?.attachment ?? 'nothing'),
      onBMs: this.onBMs(channel),
      settled: this.isSettled(channel),
      toldStarted: this.#toldOf(channel, 'switch-started'),
      toldCompleted: this.#toldOf(channel, 'switch-completed'),
    };
  }

  #toldOf(channel: ExistingChannel, event: string): number {
    return this.#told.filter((told) => told.event === event && concerns(told.call.call, channel)).length;
  }
}
