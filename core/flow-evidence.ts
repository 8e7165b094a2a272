import type { Millis, Policy } from './model/group.ts';
import type { FlowError, FlowEvidence, FlowFacts, PipelineHealth } from './model/health.ts';
import { lookUp } from './look-up.ts';

/** One piece of bad evidence, and when it will have lasted long enough to count. */
export interface BadEvidence {
  readonly what: string;
  readonly confirmedAt: Millis;
}

/** The one status in which a flow delivers (MediaConnect API, Flow.status). */
export const activeStatus = 'ACTIVE';

/** In these a flow still holds its connections: what was said of them stands. */
const connectedStatuses: ReadonlySet<string> = new Set([activeStatus, 'UPDATING']);

/** Whether a flow in this status has lost its connections, so that only news from after its next start counts. */
export function losesConnection(status: string): boolean {
  return !connectedStatuses.has(status);
}

/** That no media arrives, by MediaConnect's word: not connected, no bits, not ACTIVE, an error, or no sender any more. */
export function connectionEvidence(
  { flow, facts = {} }: PipelineHealth,
  { flow: windows }: Policy,
): BadEvidence[] {
  const bad: BadEvidence[] = [];
  const add = (what: string, from: Millis) => bad.push({ what, confirmedAt: from + windows.confirmMs });
  if (flow && saysLost(flow)) {
    add(
      flow.bitrateZero ? 'MediaConnect flow connected without bits' : 'MediaConnect flow disconnected',
      flow.from,
    );
  }
  const { status, sending } = facts;
  if (status && status.status !== activeStatus) add(`MediaConnect flow ${status.status}`, status.from);
  for (const [code, { from }] of standingErrors(facts)) {
    if (isSourceError(code)) add(`MediaConnect error ${code}`, from);
  }
  if (sending && !sending.now) add('no device sends to the MediaConnect flow', sending.from);
  return bad;
}

/** Both were said within one second, and nothing says which was the later: whether media arrives is not known. */
export function isUndecided({ both, before, repeats }: FlowEvidence): boolean {
  return both === true && before === undefined && repeats !== true;
}

/** MediaConnect's last word is that nothing arrives, and nothing has put that in doubt. */
export function saysLost(flow: FlowEvidence | null): boolean {
  return flow?.connected === false && !isUndecided(flow);
}

/** What was said is not believed any more: whether media arrives is not known, and what is older stays old. */
export function inDoubt({ connected, at, from }: FlowEvidence): FlowEvidence {
  return { connected, at, from, both: true };
}

/**
 * Until when a flow that has just started is waited for: it has not said yet whether anything arrives, and does so within a
 * window; -Infinity: it has, or has not just started.
 */
export function waitedForUntil(
  { flow, facts = {} }: PipelineHealth,
  { flow: { confirmMs } }: Policy,
): Millis {
  const { status, stoppedAt } = facts;
  const starts = flow === null && status?.status === activeStatus && stoppedAt !== undefined;
  return starts ? status.from + confirmMs : -Infinity;
}

/** That what arrives is not worth showing, where the policy counts it. */
export function contentEvidence({ facts }: PipelineHealth, { contentQuality }: Policy): BadEvidence[] {
  return Object.entries(facts?.content?.flags ?? {}).flatMap(([flag, from]) => {
    const windows = lookUp(contentQuality, flag);
    return windows ? [{ what: `MediaConnect ${flag}`, confirmedAt: from + windows.confirmMs }] : [];
  });
}

function standingErrors({ errors = {} }: FlowFacts): readonly (readonly [string, FlowError])[] {
  return Object.entries(errors).filter(([, { over }]) => !over);
}

/** Errors of a source say that nothing arrives; others may be of an output that is none of ours (MC, error-code of alerts). */
export function isSourceError(code: string): boolean {
  return /^source/i.test(code);
}

/** What makes another site the better choice, although nothing says that this one is down. */
export function doubts(facts: FlowFacts | undefined): readonly string[] {
  if (!facts) return [];
  const errors = standingErrors(facts).flatMap(([code]) => (isSourceError(code) ? [] : [code]));
  return [
    ...(facts.maintenanceAt === undefined ? [] : ['flow in maintenance']),
    ...(facts.transportErrorsAt === undefined ? [] : ['transport stream errors']),
    ...errors.map((code) => `MediaConnect error ${code}`),
  ];
}
