import type { ChannelEvent } from '../../core/model/event.ts';
import type { Millis, PipelineId } from '../../core/model/group.ts';
import type { SmallSiteName } from './small-group.ts';

type Unstamped<E> = E extends ChannelEvent ? Omit<E, 'id' | 'now'> : never;
/** What happens to the channel, before it has an id and a time. */
export type Happening = Unstamped<ChannelEvent>;

/** Something that is still to happen. */
export type AgendaEntry = { readonly at: Millis } & (
  | { readonly type: 'message'; readonly id: string; readonly happening: Happening }
  | { readonly type: 'notice'; readonly pipeline: PipelineId; readonly site: SmallSiteName }
  | { readonly type: 'switch'; readonly actionName: string; readonly attachment: string }
);

/** What goes wrong next: with a message, with a question to MediaLive, or with the worker that carries out a decision. */
export type Mishap = 'lost' | 'late' | 'twice' | 'silent' | 'crash';

const lateMs = 20_000;
const againMs = 5000;

/** What is still to happen in a small world, the messages on their way among it, and what goes wrong with the next. */
export class Agenda {
  entries: readonly AgendaEntry[] = [];
  mishap: Mishap | null = null;
  #ids = 0;

  copy(): Agenda {
    const copy = new Agenda();
    copy.entries = this.entries;
    copy.mishap = this.mishap;
    copy.#ids = this.#ids;
    return copy;
  }

  add(entry: AgendaEntry): void {
    this.entries = [...this.entries, entry];
  }

  /** Takes out what happens next, if it happens by then; of two at the same time, what was added first. */
  next(until: Millis): AgendaEntry | null {
    const next = this.entries.reduce<AgendaEntry | null>(
      (first, entry) => (first && first.at <= entry.at ? first : entry),
      null,
    );
    if (!next || next.at > until) return null;
    this.entries = this.entries.filter((entry) => entry !== next);
    return next;
  }

  /** The message arrives then, unless something goes wrong with it. */
  send(happening: Happening, at: Millis): void {
    const message = { type: 'message', id: this.newId('event'), happening } as const;
    if (this.takes('lost')) return;
    const due = this.takes('late') ? at + lateMs : at;
    this.add({ ...message, at: due });
    if (this.takes('twice')) this.add({ ...message, at: due + againMs });
  }

  /** Does this mishap happen here? It happens once. */
  takes(mishap: Mishap): boolean {
    if (this.mishap !== mishap) return false;
    this.mishap = null;
    return true;
  }

  newId(kind: string): string {
    this.#ids += 1;
    return `${kind}-${this.#ids}`;
  }
}
