import type { Millis } from '../../core/model/group.ts';
import { turnOf, turnsFor } from './turn-of.ts';

/**
 * MediaConnect allows an account 30 calls of DescribeFlow a second (MediaConnect User Guide, "Quotas"). At half of that pace, so many
 * take eight seconds of a run.
 */
export const describesPerRun = 120;
export const describesPerSecond = 15;

/** Flows that are stopped for long are in doubt for long: the others have the rest of the run. */
const doubtfulMax = 90;

/** However many flows there are, each has its turn in so many runs: evidence that is older than the policy's `maxAge` is none. */
export const runsPerRotation = 10;

/**
 * Which flows are described in this run: all of them while there are no more than `describesPerRun`; else those in doubt first and
 * the others in turns, so that none is left out for good.
 * @param flowArns each once, in the same order run after run.
 */
export function flowsToDescribe(
  flowArns: readonly string[],
  isDoubtful: (flowArn: string) => boolean,
  now: Millis,
): ReadonlySet<string> {
  if (flowArns.length <= describesPerRun) return new Set(flowArns);
  const doubtful = turnOf(flowArns.filter(isDoubtful), doubtfulMax, now);
  const others = flowArns.filter((flowArn) => !isDoubtful(flowArn));
  const size = Math.max(describesPerRun - doubtful.length, Math.ceil(others.length / runsPerRotation));
  return new Set([...doubtful, ...turnOf(others, size, now)]);
}

/** In how many runs each of so many flows has been described, while none is in doubt. */
export function runsToDescribe(flows: number): number {
  return turnsFor(flows, Math.max(describesPerRun, Math.ceil(flows / runsPerRotation)));
}
