import type { Millis } from '../core/model/group.ts';
import type { ChannelState } from '../core/model/state.ts';
import type { StoredGroup } from '../control/ports/group-store.ts';
import type { GivenOrder } from '../control/ports/order-store.ts';
import type { ChangeEntry, DecisionEntry } from '../control/ports/log-store.ts';
import type { Claim } from '../control/ports/claim-store.ts';
import type { ChannelMember, LastLook } from '../control/ports/member-store.ts';

/** What the control plane's table holds, by key. The stores beside it read and write it. */
export class MemoryTable {
  readonly states = new Map<string, { readonly state: ChannelState; readonly savedAt: Millis }>();
  /** Called with each state that is saved, as it was decided. */
  onStateSaved: (decided: ChannelState) => void = () => undefined;
  readonly members = new Map<string, ChannelMember>();
  /** By channel, then by owner. */
  readonly claims = new Map<string, Map<string, Claim>>();
  /** By channel. */
  readonly looks = new Map<string, LastLook>();
  readonly groups = new Map<string, StoredGroup>();
  /** By token. */
  readonly orders = new Map<string, { readonly order: GivenOrder; readonly keptUntil: Millis }>();
  /** By channel, then by entry id. */
  readonly decisions = new Map<string, Map<string, DecisionEntry>>();
  /** By group, then by entry id. */
  readonly changes = new Map<string, Map<string, ChangeEntry>>();
}
