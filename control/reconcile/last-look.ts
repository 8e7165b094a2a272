import type { Inquiry } from '../../core/model/event.ts';
import type { Millis } from '../../core/model/group.ts';
import type { LastLook, MemberSummary } from '../ports/member-store.ts';
import { runEveryMs, type Pace } from './pace.ts';

/** A channel that has never been looked at counts as one that was looked at so long ago. */
const agesMax: Millis = 3_600_000;

/** What MediaLive was asked in vain counts as a look of so long before, so that those it never answers for hold up nobody for good. */
const inVainMs: Millis = 180_000;

/** Those looked at longest ago first. */
export function longestAgoFirst(members: readonly MemberSummary[]): readonly MemberSummary[] {
  const rank = ({ lastLook }: MemberSummary) => Math.max(answeredAt(lastLook), lastLook.askedAt - inVainMs);
  return members.toSorted(
    (one, other) => rank(one) - rank(other) || (one.channelArn < other.channelArn ? -1 : 1),
  );
}

/** How long ago the one looked at longest ago was looked at; null: there is none. */
export function oldestLookMs(members: readonly MemberSummary[], now: Millis): Millis | null {
  if (members.length === 0) return null;
  const oldest = Math.min(...members.map(({ lastLook }) => answeredAt(lastLook)));
  return Math.min(now - oldest, agesMax);
}

/** What a look asks: everything, or what was answered longest ago; after a question in vain it is chance which of the two that was. */
export function questionsOf({ questions }: Pace, lastLook: LastLook, now: Millis): Inquiry {
  if (questions === 2) return { channel: true, alerts: true };
  const { askedAt, channelAt, alertsAt } = lastLook;
  const wasAnswered = answeredAt(lastLook) >= askedAt;
  const channel = wasAnswered ? channelAt <= alertsAt : Math.floor(now / runEveryMs) % 2 === 0;
  return { channel, alerts: !channel };
}

function answeredAt({ channelAt, alertsAt }: LastLook): Millis {
  return Math.max(channelAt, alertsAt);
}
