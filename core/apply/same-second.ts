import type { FlowEvidence } from '../model/health.ts';

/**
 * Two reports of one second: event times do not say which is the later. Where they contradict each other, a repetition is the
 * earlier, as is the first report of a flow's life; two changes within the second lead back to what was known before it; and
 * where nothing was known, they say nothing (`isUndecided`). So the outcome is the same in either order. null: `fresh` changes
 * nothing.
 */
export function sameSecond(known: FlowEvidence, fresh: FlowEvidence, isFirst: boolean): FlowEvidence | null {
  if (fresh.connected === known.connected) return known;
  if (known.both || fresh.repeats || isFirst) return null;
  // A repetition says what was before it.
  const before = known.repeats ? known.connected : known.before;
  const isLater = known.repeats === true || before === null || fresh.connected === (before ?? false);
  return { ...(isLater ? fresh : known), ...(before !== undefined && { before }), both: true };
}
