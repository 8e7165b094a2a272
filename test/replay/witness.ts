import type { Millis } from '../../core/model/group.ts';
import type { ChannelMember } from '../../control/ports/member-store.ts';
import type { Onlooker } from '../../replay/traced-world.ts';
import type { ModelledChannel } from '../../model/modelled-channel.ts';
import type { OnAir } from './truth.ts';

/** A switch that MediaLive accepted. */
export interface Ordered {
  readonly at: Millis;
  readonly startAt: Millis;
  readonly to: string;
  /** Somebody else's: an operator in the console, or another tool. */
  readonly foreign: boolean;
}

/** What was done with a channel, as anybody could see it from outside. */
export interface Witnessed {
  readonly switches: readonly Ordered[];
  /** What was on air from `at` on; the first entry is the beginning. */
  readonly onAir: readonly { readonly at: Millis; readonly sites: OnAir }[];
  /** Times of the calls to MediaLive's API. */
  readonly calls: readonly Millis[];
  /** Actions of others that are no longer in the schedule. */
  readonly destroyed: readonly string[];
  readonly end: Millis;
}

/** Looks on while a trace of one channel is replayed. It does not ask the control plane: it looks at the pictures. */
export class Witness implements Onlooker {
  readonly #siteOf: ReadonlyMap<string, string>;
  readonly #switches: Ordered[] = [];
  readonly #onAir: { readonly at: Millis; readonly sites: OnAir }[] = [];
  readonly #calls: Millis[] = [];
  readonly #foreign = new Set<string>();
  #channel: ModelledChannel | null = null;

  constructor({ inputs }: Pick<ChannelMember, 'inputs'>) {
    this.#siteOf = new Map(Object.entries(inputs).map(([site, { attachment }]) => [attachment, site]));
  }

  opened(channels: ReadonlyMap<string, ModelledChannel>): void {
    this.#channel = [...channels.values()][0] ?? null;
    this.#look();
  }

  scheduled(entry: Parameters<NonNullable<Onlooker['scheduled']>>[0], foreign: boolean): void {
    if (foreign) this.#foreign.add(entry.name);
    if (entry.kind !== 'switch' || entry.attachment === null) return;
    const to = this.#siteOf.get(entry.attachment) ?? entry.attachment;
    this.#switches.push({ at: this.#now, startAt: entry.startAt, to, foreign });
  }

  emitted(): void {
    this.#look();
  }

  called(): void {
    this.#calls.push(this.#now);
  }

  get seen(): Witnessed {
    const channel = this.#channel;
    return {
      switches: this.#switches,
      onAir: this.#onAir,
      calls: this.#calls,
      destroyed: [...this.#foreign].filter((name) => channel?.schedule.find(name) === null),
      end: this.#now,
    };
  }

  get #now(): Millis {
    return this.#channel?.model.time.now() ?? 0;
  }

  #look(): void {
    const channel = this.#channel;
    if (channel === null) return;
    const site = (id: '0' | '1') => {
      const { running, attachment } = channel.pipeline(id);
      return running ? (this.#siteOf.get(attachment) ?? attachment) : null;
    };
    this.#onAir.push({ at: this.#now, sites: { '0': site('0'), '1': site('1') } });
  }
}
