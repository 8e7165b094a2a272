import { activeHold } from '../../../core/holds.ts';
import type { FailoverGroup, Hold, Millis } from '../../../core/model/group.ts';
import type { ChannelState } from '../../../core/model/state.ts';
import type { HoldView } from '../views.ts';
import { iso } from './time.ts';

/** The holds that keep automation off a channel now: its own, and its group's. Each has to be released by itself. */
export function presentHolds(state: ChannelState, group: FailoverGroup, now: Millis): HoldView[] {
  const ofGroup = activeHold({ ...state, hold: null }, group, now);
  return [
    ...presentOwnHold(state, group, now),
    ...(ofGroup ? [{ scope: 'group' as const, ...shown(ofGroup), kind: 'operator' as const }] : []),
  ];
}

/** The channel's own hold, whatever there is on its group. */
export function presentOwnHold(state: ChannelState, group: FailoverGroup, now: Millis): HoldView[] {
  const { hold } = state;
  if (!hold || !activeHold(state, { ...group, hold: null }, now)) return [];
  // A later release may have kinds of its own: whatever is not automation's is somebody's to release.
  const kind = hold.kind === 'automation' ? 'automation' : 'operator';
  return [{ scope: 'channel', ...shown(hold), kind }];
}

function shown({ by, reason, at, until }: Hold) {
  return { by, reason, at: iso(at), until: until === null ? null : iso(until) };
}
