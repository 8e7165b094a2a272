import { activeHold } from '../../../core/holds.ts';
import type { FailoverGroup, Hold, Millis } from '../../../core/model/group.ts';
import type { ChannelState } from '../../../core/model/state.ts';
import type { HoldView } from '../views.ts';
import { iso } from './time.ts';

/** The hold that keeps automation off a channel now: its own, or its group's. */
export function presentHold(state: ChannelState, group: FailoverGroup, now: Millis): HoldView | null {
  const active = activeHold(state, group, now);
  if (!active) return null;
  return active === state.hold
    ? { scope: 'channel', ...shown(active), kind: state.hold.kind }
    : { scope: 'group', ...shown(active), kind: 'operator' };
}

function shown({ by, reason, at, until }: Hold) {
  return { by, reason, at: iso(at), until: until === null ? null : iso(until) };
}
