/** Those who watch something happen. One that throws does not keep the others, or the thing itself, from going on. */
class Listeners<Event> {
  readonly #listeners = new Set<(event: Event) => void>();
  readonly #onError: (error: unknown) => void;

  constructor(onError: (error: unknown) => void = reportListenerError) {
    this.#onError = onError;
  }

  /** Hears every event until the returned function is called. */
  subscribe(listener: (event: Event) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  tell(event: Event): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(event);
      } catch (error) {
        this.#onError(error);
      }
    }
  }
}

const reportListenerError = (error: unknown): void => {
  process.emitWarning(error instanceof Error ? error : new Error(String(error)), { type: 'TwinListener' });
};

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
