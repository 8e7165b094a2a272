import type { ChannelStore } from '../control/ports/channel-store.ts';
import type { MemoryTable } from './memory-table.ts';
import { direct, type Passage } from './passage.ts';

/** Channel states in memory, saved on the condition that their version has not moved. */
export function memoryChannelStore(table: MemoryTable, pass: Passage = direct): ChannelStore {
  return {
    load: (channelArn) =>
      pass('table.load-channel', () => {
        const stored = table.states.get(channelArn);
        return {
          state: stored?.state ?? null,
          savedAt: stored?.savedAt ?? 0,
          member: table.members.get(channelArn) ?? null,
        };
      }),
    save: (state, now) =>
      pass('table.save-channel', () => {
        const stored = table.states.get(state.channelArn);
        if ((stored?.state.version ?? 0) !== state.version) return 'conflict';
        const saved = { ...state, version: state.version + 1 };
        table.states.set(state.channelArn, { state: saved, savedAt: now });
        table.onStateSaved(state);
        return saved;
      }),
  };
}
