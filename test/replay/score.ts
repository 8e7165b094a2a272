import { pipelineIds, type Millis } from '../../core/model/group.ts';
import { isOffAir, running, wasClosed, wasLost, wereHandsOff, type OnAir, type Truth } from './truth.ts';
import type { Ordered, Witnessed } from './witness.ts';

/** What is wrong with a switch. */
export type Fault =
  /** It goes where the channel is, or is about to go: one outage, one switch. */
  | 'repeat'
  /** Operators wanted the channel left alone, or had taken the target out of use. */
  | 'forbidden'
  /** No pipeline runs. */
  | 'not running'
  /** What was on air had a picture, at the latest when the switch took effect. */
  | 'source was well'
  /** What it goes to has no picture. */
  | 'target was lost';

export interface Score {
  readonly falseSwitches: readonly { readonly at: Millis; readonly to: string; readonly fault: Fault }[];
  /** Outages with a way out that viewers still sat in the dark for after the time allowed. */
  readonly missed: readonly Millis[];
  /** MediaLive calls from each outage to the switch that ended it. */
  readonly callsToDecide: readonly number[];
  readonly destroyed: number;
  /** What is not right at the end and nobody will put right; null: nothing. */
  readonly stuck: 'dark' | 'diverged' | 'not failed back' | null;
}

/** What the judge must know of the deployment, beside the truth. */
export interface Terms {
  /** The site of highest priority, where the policy wants automatic failback; null: it does not. */
  readonly failbackTo: string | null;
  /** The policy and the trace are such that the failback must have happened by the end. */
  readonly mustReturn: boolean;
  readonly sites: readonly string[];
  /** Switches that operators ordered. */
  readonly orders: readonly { readonly at: Millis; readonly to: string }[];
}

/** An order and the switch that follows from it may be this far apart. */
const sameActMs = 2_000;

/** Judges what was seen by what was true. */
export function scoreOf(truth: Truth, terms: Terms, seen: Witnessed): Score {
  const own = seen.switches.filter(({ foreign, ...ordered }) => !foreign && !isOrdered(ordered, terms));
  const judged = own.map((ordered) => ({ ordered, fault: faultOf(ordered, truth, terms, seen) }));
  const answers = truth.escapes.flatMap(({ from, by }) => {
    const answer = judged.find(
      ({ ordered, fault }) => fault === null && isAnswer(ordered, from, by, truth, seen),
    );
    return answer === undefined ? [] : [{ from, at: answer.ordered.at }];
  });
  return {
    falseSwitches: judged.flatMap(({ ordered: { at, to }, fault }) =>
      fault === null ? [] : [{ at, to, fault }],
    ),
    missed: truth.escapes.filter(({ by }) => isOffAir(truth, onAirAt(seen, by), by)).map(({ from }) => from),
    callsToDecide: answers.map(
      ({ from, at }) => seen.calls.filter((called) => from <= called && called <= at).length,
    ),
    destroyed: seen.destroyed.length,
    stuck: stuckAt(seen.end, truth, terms, seen),
  };
}

function isOrdered({ at, to }: { readonly at: Millis; readonly to: string }, { orders }: Terms): boolean {
  return orders.some((order) => order.to === to && Math.abs(at - order.at) <= sameActMs);
}

/** null: there was good cause for the switch. */
function faultOf(ordered: Ordered, truth: Truth, terms: Terms, seen: Witnessed): Fault | null {
  const { at, startAt, to } = ordered;
  const before = onAirAt(seen, at);
  const shown = running(before);
  if (shown.length === 0) return 'not running';
  const destination = underWay(ordered, seen);
  const isThere = destination === null ? shown.every(({ site }) => site === to) : destination === to;
  if (isThere) return 'repeat';
  if (wereHandsOff(truth, at) || wasClosed(truth, to, at)) return 'forbidden';
  if (shown.every(({ pipeline }) => wasLost(truth, { site: to, pipeline }, startAt))) {
    return 'target was lost';
  }
  const diverged = new Set(shown.map(({ site }) => site)).size > 1;
  if (diverged || isFailback(ordered, before, terms, seen)) return null;
  const lost = shown.every((feed) => wasLost(truth, feed, at, startAt));
  return lost ? null : 'source was well';
}

/** Where the last switch goes that has been accepted and has not taken effect; null: there is none. */
function underWay(ordered: Ordered, { switches }: Witnessed): string | null {
  const earlier = switches.slice(0, switches.indexOf(ordered));
  return earlier.findLast(({ startAt }) => startAt > ordered.at)?.to ?? null;
}

/** A return to the site of highest priority, wanted by the policy, from where automation itself had gone. */
function isFailback(
  { at, to }: Ordered,
  before: OnAir,
  { failbackTo }: Terms,
  { switches }: Witnessed,
): boolean {
  if (to !== failbackTo) return false;
  const last = switches.findLast(({ startAt }) => startAt <= at);
  return last !== undefined && !last.foreign && running(before).every(({ site }) => site === last.to);
}

/** Does this switch lead out of the outage that began at `from`? */
function isAnswer({ at }: Ordered, from: Millis, by: Millis, truth: Truth, seen: Witnessed): boolean {
  return from <= at && at <= by && isOffAir(truth, onAirAt(seen, at), at);
}

function stuckAt(end: Millis, truth: Truth, terms: Terms, seen: Witnessed): Score['stuck'] {
  const onAir = onAirAt(seen, end);
  const shown = running(onAir);
  if (new Set(shown.map(({ site }) => site)).size > 1) return 'diverged';
  const isOpen = (site: string) =>
    !wasClosed(truth, site, end) && pipelineIds.every((pipeline) => !wasLost(truth, { site, pipeline }, end));
  // Where nobody demands a way out, only who has gone there stands in the dark through a fault.
  const last = seen.switches.findLast(({ startAt }) => startAt <= end);
  const isAtFault = truth.escapes.length > 0 || last?.foreign === false;
  const isFree = !wereHandsOff(truth, end) && terms.sites.some(isOpen);
  if (isOffAir(truth, onAir, end) && isAtFault && isFree) return 'dark';
  const isBack = shown.every(({ site }) => site === terms.failbackTo);
  return terms.mustReturn && !isBack ? 'not failed back' : null;
}

function onAirAt({ onAir }: Witnessed, at: Millis): OnAir {
  return onAir.findLast((entry) => entry.at <= at)?.sites ?? { '0': null, '1': null };
}
