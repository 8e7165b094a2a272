import type { Decision } from '../../core/model/decision.ts';
import type { Millis } from '../../core/model/group.ts';

/** A decision, with when and by which effect it was written. */
export interface DecisionEntry {
  readonly id: string;
  readonly at: Millis;
  readonly decision: Decision;
}

/** Who changed what in a failover group, from what, to what; null: there was, or is, nothing. */
export interface ChangeEntry {
  readonly id: string;
  readonly at: Millis;
  readonly by: string;
  readonly what: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly reason: string | null;
}

export interface PageRequest {
  readonly limit: number;
  /** Nothing older. */
  readonly since?: Millis;
  /** `next` of the page before. */
  readonly cursor?: string;
}

/** The cursor is not one that this log could have given, for entries as old as were asked for. */
export class UnknownCursor extends Error {
  constructor(cursor: string) {
    super(`No page of this log begins at "${cursor}".`);
    this.name = 'UnknownCursor';
  }
}

/** Newest first. */
export interface Page<Entry> {
  readonly entries: readonly Entry[];
  readonly next: string | null;
}

/** The event logs of channels and the change logs of groups. Writing an entry again changes nothing. */
export interface LogStore {
  appendDecision(channelArn: string, entry: DecisionEntry): Promise<void>;
  appendChange(group: string, entry: ChangeEntry): Promise<void>;
  /** @throws UnknownCursor */
  decisions(channelArn: string, page: PageRequest): Promise<Page<DecisionEntry>>;
  /** @throws UnknownCursor */
  changes(group: string, page: PageRequest): Promise<Page<ChangeEntry>>;
}
