import { storedCopy } from './stored-copy.ts';
import type { ChannelState } from '../../../core/model/state.ts';
import type { ChannelStore, StoredChannel } from '../../../lambdas/shared/ports/channel-store.ts';
import type { InMemoryMemberStore } from './in-memory-member-store.ts';

/** States in a map, and points where a test can let something happen between reading and saving. */
export class InMemoryChannelStore implements ChannelStore {
  readonly states = new Map<string, { readonly state: ChannelState; readonly savedAt: number }>();
  readonly #members: InMemoryMemberStore;
  /** Runs before each save, e.g. to save something else first. */
  beforeSave: (state: ChannelState) => void | Promise<void> = () => undefined;
  /** Runs after each save, e.g. to lose its confirmation by throwing. */
  afterSave: (state: ChannelState) => void | Promise<void> = () => undefined;
  saves = 0;

  constructor(members: InMemoryMemberStore) {
    this.#members = members;
    members.onRemove = (channelArn) => this.states.delete(channelArn);
  }

  load(channelArn: string): Promise<StoredChannel> {
    const stored = this.states.get(channelArn);
    return Promise.resolve({
      state: stored ? storedCopy(stored.state) : null,
      savedAt: stored?.savedAt ?? 0,
      member: this.#members.members.get(channelArn) ?? null,
    });
  }

  async save(state: ChannelState, now: number): Promise<ChannelState | 'conflict'> {
    await this.beforeSave(state);
    if ((this.states.get(state.channelArn)?.state.version ?? 0) !== state.version) return 'conflict';
    const saved = storedCopy({ ...state, version: state.version + 1 });
    this.states.set(state.channelArn, { state: saved, savedAt: now });
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
