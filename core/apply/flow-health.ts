import { isOpen, isProven, latestPossible, restored, withEvidence } from '../health.ts';
import { activeStatus, isSourceError } from '../flow-evidence.ts';
import { isUndecided } from '../flow-evidence.ts';
import type { FlowHealthEvent } from '../model/event.ts';
import type { Millis } from '../model/group.ts';
import type { FlowError, FlowEvidence, FlowFacts, PipelineHealth } from '../model/health.ts';
import { record, type Turn } from '../turn.ts';
import { sameSecond } from './same-second.ts';
import { applySource } from './flow-source.ts';
import { fedPipeline, withNews, type FedPipeline } from './site-pipeline.ts';

/** A flow and its source tell of one change within this time: the second of them is no change of its own. */
const echoMs = 2000;

/**
 * MediaConnect's word on whether media arrives at the flow behind a site's pipeline: the only witness of a standby
 * that is not prepared.
 */
export function applyFlowHealth(turn: Turn, report: FlowHealthEvent): Turn {
  const fed = fedPipeline(turn, report);
  const evidence = evidenceOf(report);
  if (!fed) {
    const why = `${report.site} has no such flow in this group.`;
    return record(turn, 'unwatched', 'none', why, evidence);
  }
  if (report.scope === 'source' && fed.flow.sources > 1) return applySource(turn, report, fed, evidence);
  if (report.at < (fed.health.facts?.stoppedAt ?? -Infinity)) {
    return record(turn, 'stale-evidence', 'none', 'It was said before the flow last stopped.', evidence);
  }
  const known = decided(fed.health.flow, report);
  const flow = merged(known, report, turn.event.now, isUncomplainedOf(fed, report));
  // Said again, what is in doubt stays in doubt.
  if (!flow || (flow === fed.health.flow && isUndecided(flow))) {
    return record(turn, 'stale-evidence', 'none', 'A newer report of this flow is known.', evidence);
  }
  // Errors in its transport stream say of a flow of which nothing was heard that it is connected, not that it has connected.
  const unheardOf = fed.health.flow === null && fed.health.facts?.stoppedAt === undefined;
  const isNew = known ? known.connected !== flow.connected : !(unheardOf && report.transportErrors);
  const news = isNew || saysChange(known, report);
  const why = `${report.site} on pipeline ${report.pipeline}: flow ${wordOf(report)}.`;
  const applied = withNews(turn, fed, takenIn(fed, flow, report, news));
  return record(applied, 'evidence', news ? 'noted' : 'none', why, evidence);
}

function evidenceOf(report: FlowHealthEvent) {
  return {
    site: report.site,
    pipeline: report.pipeline,
    connected: report.connected,
    ...(report.bitrateZero && { bitrateZero: true }),
    ...(report.previous !== undefined && { previous: report.previous }),
    ...(report.transportErrors && { transportErrors: true }),
    eventTime: new Date(report.at).toISOString(),
  };
}

function wordOf({ connected, bitrateZero, transportErrors }: FlowHealthEvent): string {
  if (bitrateZero) return 'connected, without bits';
  if (!connected) return 'disconnected';
  return transportErrors ? 'connected, with transport stream errors' : 'connected';
}

/** What is known, where that is anything; of the second of the report itself all that was said. */
function decided(known: FlowEvidence | null, { at }: FlowHealthEvent): FlowEvidence | null {
  return known && isUndecided(known) && at > known.at ? null : known;
}

/** The report put together with what is known; null: it is older. */
function merged(
  known: FlowEvidence | null,
  report: FlowHealthEvent,
  now: Millis,
  uncomplainedOf: boolean,
): FlowEvidence | null {
  const fresh: FlowEvidence = {
    connected: report.connected,
    at: report.at,
    from: latestPossible(report.at, now),
    ...(report.bitrateZero && { bitrateZero: true }),
    ...(report.previous === report.connected && { repeats: true }),
  };
  if (!known) {
    if (report.previous === null) return { ...fresh, before: null };
    return uncomplainedOf ? { ...fresh, before: true } : fresh;
  }
  if (report.at < known.at) return null;
  if (report.at === known.at) return sameSecond(known, fresh, report.previous === null);
  const repeats = report.connected === known.connected && !saysChange(known, report);
  return { ...fresh, ...(repeats && { from: known.from }), before: known.connected };
}

/** MediaLive had it on air before this was said, and has raised no alert: media arrived, though MediaConnect had not said so. */
function isUncomplainedOf({ health, view }: FedPipeline, { at }: FlowHealthEvent): boolean {
  const { since = Infinity } = view;
  return since < at && !Object.values(health.alarms).some((alarm) => isOpen(alarm));
}

/** By its own word it is a change: where that was not known, a change in between has not been heard of. */
function saysChange(known: FlowEvidence | null, { at, connected, previous }: FlowHealthEvent): boolean {
  if (previous === undefined || previous === connected) return false;
  const echo = known?.connected === connected && at - known.at <= echoMs;
  return !echo;
}

/**
 * A connection that is new ends what was known to be down, whether or not its loss was ever reported; one that is only said
 * again, as with errors in the transport stream, is no better news than what was known.
 */
function takenIn(
  { health, view, now }: FedPipeline,
  flow: FlowEvidence,
  report: FlowHealthEvent,
  news: boolean,
): PipelineHealth {
  const { facts: known, ...others } = health;
  const saidAt = latestPossible(report.at, now);
  const facts = factsAfter(known, flow, report, news, saidAt);
  const evidence = { flow, ...(facts && { facts }) };
  if (isUndecided(flow)) {
    const next = withEvidence(others, evidence, view, flow.from, false);
    return view.onAir ? next : { ...next, goodSince: null };
  }
  // What is older than its loss, and comes late, says nothing of how it is since.
  const isOld = latestPossible(report.at, Infinity) <= (health.lostAt ?? -Infinity);
  if (!report.connected || isOld) return withEvidence(others, evidence, view, flow.from, false);
  if (!news) {
    // Said again, it makes nothing better; where it does not say that it is a repetition, it is good from its own time on.
    const good = isProven(health) && report.previous === undefined;
    return { ...withEvidence(others, evidence, view, saidAt, good), heardAt: saidAt };
  }
  const missed = health.flow?.connected === true;
  const before = { ...restored(others), ...(missed && { goodSince: null, mending: true }) };
  return { ...withEvidence(before, evidence, view, flow.from, true), heardAt: saidAt };
}

/** Media that arrives anew belies whatever older evidence said that it cannot. */
function factsAfter(
  known: FlowFacts = {},
  { at, from }: FlowEvidence,
  { connected, transportErrors }: FlowHealthEvent,
  news: boolean,
  saidAt: Millis,
): FlowFacts | undefined {
  const { transportErrorsAt = saidAt, sending, status, errors = {}, ...others } = known;
  const anew = connected && news;
  // An error of the second in which the flow connects would have come with the loss of its connection.
  const standing = Object.entries(errors).map(
    ([code, error]) =>
      [code, anew && isSourceError(code) && error.at <= at ? overAt(error, at) : error] as const,
  );
  const facts: FlowFacts = {
    ...others,
    ...(status && { status: anew && status.at < at ? { status: activeStatus, at, from } : status }),
    ...(standing.length > 0 && { errors: Object.fromEntries(standing) }),
    // A look is known to the millisecond: what is reported of its second may be the later.
    ...(sending && !(anew && sending.at < from) && { sending }),
    ...(connected && transportErrors && { transportErrorsAt }),
  };
  return Object.keys(facts).length > 0 ? facts : undefined;
}

function overAt(error: FlowError, at: Millis): FlowError {
  return { ...error, at, over: true };
}
