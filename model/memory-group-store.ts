import type { GroupStore } from '../control/ports/group-store.ts';
import type { MemoryTable } from './memory-table.ts';
import { direct, type Passage } from './passage.ts';

/** Failover groups in memory: a definition never touches what operators have said, nor the other way round. */
export function memoryGroupStore({ groups }: MemoryTable, pass: Passage = direct): GroupStore {
  return {
    load: (name) => pass('table.load-group', () => groups.get(name) ?? null),
    define: (name, definition, owner) =>
      pass('table.define-group', () => {
        const stored = groups.get(name);
        const operator = stored?.operator ?? { unavailable: [], hold: null };
        groups.set(name, { name, definition, operator, version: (stored?.version ?? 0) + 1, owner });
      }),
    override: (name, operator, version) =>
      pass('table.override-group', () => {
        const stored = groups.get(name);
        if (stored?.version !== version) return 'conflict';
        groups.set(name, { ...stored, operator, version: version + 1 });
        return 'saved';
      }),
    remove: (name) =>
      pass('table.remove-group', () => {
        groups.delete(name);
      }),
  };
}
