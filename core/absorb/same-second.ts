import type { FlowEvidence } from '../model/state.ts';

/**
 * Two reports of one second: event times do not say which is the later. Where they contradict each other, two changes within
 * the second lead back to what was known before it; the first report of a flow's life is the earlier; and where nothing was
 * known before, the bad one counts. So whichever is delivered first, the outcome is the same. null: `fresh` changes nothing.
 */
export function sameSecond(known: FlowEvidence, fresh: FlowEvidence, isFirst: boolean): FlowEvidence | null {
  if (fresh.connected === known.connected) return known;
  if (known.both || isFirst) return null;
  const { before } = known;
  const later = before === null || before === undefined ? before === null || !fresh.connected : true;
  return { ...(later ? fresh : known), ...(before !== undefined && { before }), both: true };
}
