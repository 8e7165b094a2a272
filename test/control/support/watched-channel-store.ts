import type { ChannelState } from '../../../core/model/state.ts';
import type { ChannelStore, StoredChannel } from '../../../control/ports/channel-store.ts';
import { memoryChannelStore } from '../../../model/memory-channel-store.ts';
import type { MemoryTable } from '../../../model/memory-table.ts';
import { storedCopy } from './stored-copy.ts';

/** The model's store of states, with points where a test can let something happen between reading and saving. */
export class WatchedChannelStore implements ChannelStore {
  readonly states: MemoryTable['states'];
  readonly #store: ChannelStore;
  /** Runs before each save, e.g. to save something else first. */
  beforeSave: (state: ChannelState) => void | Promise<void> = () => undefined;
  /** Runs after each save, e.g. to lose its confirmation by throwing. */
  afterSave: (state: ChannelState) => void | Promise<void> = () => undefined;
  saves = 0;

  constructor(table: MemoryTable) {
    this.states = table.states;
    this.#store = memoryChannelStore(table);
  }

  async load(channelArn: string): Promise<StoredChannel> {
    return storedCopy(await this.#store.load(channelArn));
  }

  async save(state: ChannelState, now: number): Promise<ChannelState | 'conflict'> {
    await this.beforeSave(state);
    const saved = await this.#store.save(storedCopy(state), now);
    if (saved === 'conflict') return saved;
    this.saves += 1;
    await this.afterSave(saved);
    return saved;
  }

  /** The state as it is now; throws when nothing was saved. */
  stateOf(channelArn: string): ChannelState {
    const stored = this.states.get(channelArn);
    if (!stored) throw new Error(`Nothing was saved of ${channelArn}.`);
    return stored.state;
  }
}
