import type { FailoverGroup, Millis } from '../../../core/model/group.ts';
import type { ChannelState } from '../../../core/model/state.ts';
import type { HoldView } from '../views.ts';
import { iso } from './time.ts';

/** The hold that keeps automation off a channel now: its own, or its group's. */
export function presentHold(state: ChannelState | null, group: FailoverGroup, now: Millis): HoldView | null {
  const { hold: own } = state ?? { hold: null };
  if (own && isActive(own, now)) return { scope: 'channel', ...shown(own), kind: own.kind };
  if (group.hold && isActive(group.hold, now)) {
    return { scope: 'group', ...shown(group.hold), kind: 'operator' };
  }
  return null;
}

type Hold = NonNullable<FailoverGroup['hold']>;

function isActive({ until }: Hold, now: Millis): boolean {
  return until === null || now < until;
}

function shown({ by, reason, at, until }: Hold) {
  return { by, reason, at: iso(at), until: until === null ? null : iso(until) };
}
