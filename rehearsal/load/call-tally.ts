import type { Loss } from './loss.ts';

/** One call to MediaLive, as the throttle sees it. */
export interface TalliedCall {
  /** Epoch ms. */
  readonly at: number;
  /** Whether it leads to a switch: an order, a second look, a look for an order whose answer was lost. Asked when it is counted. */
  readonly isOnTheWay: () => boolean;
  /** Whose call it is; undefined for one that is of no channel. */
  readonly channel: string | undefined;
  readonly admitted: boolean;
}

/** What of a {@link Loss} is counted in calls. */
type Counted = Pick<Loss, 'failoverCalls' | 'otherCalls' | 'refused' | 'callsPerChannelMax'>;

/** The calls to MediaLive from a moment on. */
export class CallTally {
  readonly #calls: TalliedCall[] = [];

  note(call: TalliedCall): void {
    this.#calls.push(call);
  }

  until(at: number): Counted {
    const calls = this.#calls.filter((call) => call.at <= at);
    const admitted = calls.filter((call) => call.admitted);
    const onTheWay = admitted.filter((call) => call.isOnTheWay());
    const perChannel = new Map<string | undefined, number>();
    for (const { channel } of onTheWay) perChannel.set(channel, (perChannel.get(channel) ?? 0) + 1);
    return {
      failoverCalls: onTheWay.length,
      otherCalls: admitted.length - onTheWay.length,
      refused: calls.length - admitted.length,
      callsPerChannelMax: Math.max(0, ...perChannel.values()),
    };
  }
}
