import type { ChooseFate } from './batch-fate.ts';
import type { EventSourceMapping } from './event-source-mapping.ts';

/** The account's event source mappings, by UUID. */
export class EventSourceMappings {
  readonly #mappings = new Map<string, EventSourceMapping>();

  add(mapping: EventSourceMapping, enabled: boolean): void {
    this.#mappings.set(mapping.settings.id, mapping);
    if (enabled) {
      mapping.enable();
    }
  }

  /** Its poller ends with the receive that it is in. */
  remove(id: string): void {
    this.#mappings.get(id)?.disable();
    this.#mappings.delete(id);
  }

  list(): readonly EventSourceMapping[] {
    return [...this.#mappings.values()];
  }

  find(id: string): EventSourceMapping | undefined {
    return this.#mappings.get(id);
  }

  /** What becomes of the batches of all queues from now on. */
  setBatchFate(chooseFate: ChooseFate): void {
    for (const mapping of this.#mappings.values()) {
      mapping.chooseFate = chooseFate;
    }
  }

  /** No poller invokes anything from now on. */
  disableAll(): void {
    for (const mapping of this.#mappings.values()) {
      mapping.disable();
    }
  }

  /** Resolves when all pollers have ended; the queues must have closed before, to end their receives. */
  async ended(): Promise<void> {
    await Promise.all([...this.#mappings.values()].map((mapping) => mapping.ended()));
  }
}
