import type { Millis } from '../../core/model/group.ts';
import { turnOf } from './turn-of.ts';

/**
 * MediaConnect does not say how many calls of DescribeFlow it allows. Two a second on average were granted to everybody who
 * has told of it, and leave most of whatever there is to others.
 */
export const describesPerRun = 120;

/**
 * Which flows of each member are described in this run: all of them while there are no more than the bound; else as many of
 * each member as fit, those in doubt first, the others in turns, so that none is left out for good. A flow that feeds several
 * is described once, with the first.
 */
export function flowsToDescribe(
  members: readonly (readonly string[])[],
  isDoubtful: (flowArn: string) => boolean,
  now: Millis,
): readonly (readonly string[])[] {
  const met = new Set<string>();
  const own = members.map((flows) => {
    const fresh = flows.filter((flowArn) => !met.has(flowArn));
    for (const flowArn of fresh) met.add(flowArn);
    return fresh;
  });
  if (met.size <= describesPerRun) return own;
  const fed = own.filter((flows) => flows.length > 0).length;
  const each = Math.max(1, Math.floor(describesPerRun / fed));
  return own.map((flows) => {
    const doubtful = flows.filter(isDoubtful);
    const rest = flows.filter((flowArn) => !isDoubtful(flowArn));
    return [...turnOf(doubtful, each, now), ...turnOf(rest, each, now)].slice(0, each);
  });
}
