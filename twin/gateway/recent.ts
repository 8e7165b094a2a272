import { Listeners } from './listeners.ts';

/** How many entries are kept by default: a drill's whole life fits, a twin left running for days does not grow. */
const entriesMax = 10_000;

/** The newest of something that keeps happening, and a way to hear of it as it happens. */
export class Recent<Entry> {
  readonly #entries: Entry[] = [];
  readonly #listeners = new Listeners<Entry>();
  readonly #capacity: number;

  constructor(capacity: number = entriesMax) {
    this.#capacity = capacity;
  }

  add(entry: Entry): void {
    this.#entries.push(entry);
    if (this.#entries.length > this.#capacity) {
      this.#entries.shift();
    }
    this.#listeners.tell(entry);
  }

  /** Oldest first. */
  list(): readonly Entry[] {
    return [...this.#entries];
  }

  /** Hears every new entry until the returned function is called. */
  subscribe(listener: (entry: Entry) => void): () => void {
    return this.#listeners.subscribe(listener);
  }
}
