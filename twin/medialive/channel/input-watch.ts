import type { Clock } from '../../clock.ts';
import type { Feed } from '../../media/feed.ts';

export type IngestState =
  /** Nothing has come since the watch began, and that is not long enough ago to be a loss. */
  | 'waiting'
  | 'receiving'
  /** No packets for the threshold. */
  | 'lost';

export interface InputWatchOptions {
  /** Looked up at every look, as a flow that was started anew is another feed. */
  readonly feed: () => Feed | undefined;
  readonly clock: Clock;
  /** Silence that is a loss, in ms. */
  readonly lossMs: number;
  /** Silence from the beginning of the watch that is a loss, in ms. */
  readonly firstMs: number;
  /** Hears each change of the state; `at` is epoch ms. */
  readonly changed: (state: IngestState, at: number) => void;
}

/** A timer this late means that our own process was held up, and datagrams may be waiting unread. */
const heldUpMs = 100;
/** Time enough for the event loop to read them. */
const catchUpMs = 50;

/** Watches whether one input delivers packets to one pipeline, from now until it is closed. */
export class InputWatch {
  readonly #options: InputWatchOptions;
  readonly #since: number;
  #state: IngestState = 'waiting';
  #stopTimer: () => void = () => undefined;
  #listening: { readonly feed: Feed; readonly stop: () => void } | undefined;

  constructor(options: InputWatchOptions) {
    this.#options = options;
    this.#since = options.clock.now();
    this.#look(this.#since);
  }

  get state(): IngestState {
    return this.#state;
  }

  close(): void {
    this.#stopTimer();
    this.#stopListening();
  }

  /** @param due - when the look should have happened, epoch ms */
  #look(due: number): void {
    const { clock, lossMs, firstMs } = this.#options;
    const patienceMs = this.#state === 'waiting' ? firstMs : lossMs;
    const now = clock.now();
    if (now - due > heldUpMs) {
      this.#lookAt(now + catchUpMs);
      return;
    }
    const feed = this.#options.feed();
    const heard = feed?.lastPacketAt() ?? Number.NEGATIVE_INFINITY;
    if (heard > this.#since && now - heard < lossMs) this.#enter('receiving');
    else if (now - Math.max(heard, this.#since) >= patienceMs) this.#enter('lost');
    if (this.#state === 'receiving') {
      this.#stopListening();
      this.#lookAt(heard + lossMs);
    } else {
      this.#listen(feed);
      this.#lookAt(this.#state === 'waiting' ? this.#since + firstMs : now + lossMs);
    }
  }

  #lookAt(due: number): void {
    this.#stopTimer();
    const { clock } = this.#options;
    this.#stopTimer = clock.after(due - clock.now(), () => {
      this.#look(due);
    });
  }

  /** Hears the first packet as it comes, so that its time is exact. */
  #listen(feed: Feed | undefined): void {
    if (feed === this.#listening?.feed) return;
    this.#stopListening();
    if (feed === undefined) return;
    const stop = feed.onPacket(() => {
      this.#stopListening();
      this.#enter('receiving');
      this.#lookAt(this.#options.clock.now() + this.#options.lossMs);
    });
    this.#listening = { feed, stop };
  }

  #stopListening(): void {
    this.#listening?.stop();
    this.#listening = undefined;
  }

  #enter(state: IngestState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#options.changed(state, this.#options.clock.now());
  }
}
