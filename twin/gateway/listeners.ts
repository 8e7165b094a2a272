/** Those who watch something happen. One that throws does not keep the others, or the thing itself, from going on. */
export class Listeners<Event> {
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
