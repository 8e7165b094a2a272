import type { Hold, SiteName, Policy } from '../../core/model/group.ts';

/** What the deployment says of a failover group. */
export interface GroupDefinition {
  readonly policy: Policy;
  /** Highest priority first. */
  readonly sites: readonly SiteName[];
}

/** What operators have said of it since; a deployment never touches it. */
export interface GroupOverrides {
  readonly unavailable: readonly SiteName[];
  readonly hold: Hold | null;
}

export interface StoredGroup {
  readonly name: string;
  readonly definition: GroupDefinition;
  readonly operator: GroupOverrides;
  /** Counts the saves. */
  readonly version: number;
  /** The deployment that defined it. */
  readonly owner: string;
}

/** The failover groups: the deployment's part and the operators' part are written apart. */
export interface GroupStore {
  load(name: string): Promise<StoredGroup | null>;
  define(name: string, definition: GroupDefinition, owner: string): Promise<void>;
  /** `conflict`: the group was changed since `version` was read. */
  override(name: string, operator: GroupOverrides, version: number): Promise<'saved' | 'conflict'>;
  remove(name: string): Promise<void>;
}
