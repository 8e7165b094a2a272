import type {
  GroupDefinition,
  GroupOverrides,
  GroupStore,
  StoredGroup,
} from '../../../lambdas/shared/ports/group-store.ts';

/** Failover groups in a map. */
export class InMemoryGroupStore implements GroupStore {
  readonly groups = new Map<string, StoredGroup>();

  load(name: string) {
    return Promise.resolve(this.groups.get(name) ?? null);
  }

  define(name: string, definition: GroupDefinition, owner: string) {
    const before = this.groups.get(name);
    const operator = before?.operator ?? { unavailable: [], hold: null };
    this.groups.set(name, { name, definition, operator, owner, version: (before?.version ?? 0) + 1 });
    return Promise.resolve();
  }

  override(name: string, operator: GroupOverrides, version: number): Promise<'saved' | 'conflict'> {
    const before = this.groups.get(name);
    if (before?.version !== version) return Promise.resolve('conflict');
    this.groups.set(name, { ...before, operator, version: version + 1 });
    return Promise.resolve('saved');
  }

  remove(name: string) {
    this.groups.delete(name);
    return Promise.resolve();
  }
}
