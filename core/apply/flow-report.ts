import { activeStatus, isSourceError, losesConnection } from '../flow-evidence.ts';
import {
  eventResolutionMs,
  isProven,
  isVouchedFor,
  latestPossible,
  restored,
  withEvidence,
} from '../health.ts';
import type { Decision } from '../model/decision.ts';
import type { FlowReport, FlowReportEvent } from '../model/event.ts';
import type { Millis } from '../model/group.ts';
import type { FlowFacts, PipelineHealth } from '../model/health.ts';
import { record, type Turn } from '../turn.ts';
import { fedPipeline, withNews, type FedPipeline } from './site-pipeline.ts';

/** Errors that stand at the same time; more than these say nothing new. */
const errorsMax = 8;

/** What a report comes to: the health after it, and whether that is news; null: an older one. */
interface Taken {
  readonly health: PipelineHealth;
  readonly news: boolean;
  readonly what: string;
}

/** What MediaConnect says of a flow besides its connection: its status, its content, its errors, its maintenance. */
export function applyFlowReport(turn: Turn, { at, site, pipeline, report }: FlowReportEvent): Turn {
  const fed = fedPipeline(turn, { site, pipeline });
  const evidence: Decision['evidence'] = {
    site,
    pipeline,
    report: report.kind,
    ...wordsOf(report),
    eventTime: new Date(at).toISOString(),
  };
  if (!fed) return record(turn, 'unwatched', 'none', `${site} has no such flow in this group.`, evidence);
  const taken = take(fed, at, report);
  if (!taken) {
    return record(turn, 'stale-evidence', 'none', 'A newer report of this flow is known.', evidence);
  }
  const why = `${site} on pipeline ${pipeline}: ${taken.what}.`;
  return record(withNews(turn, fed, taken.health), 'evidence', taken.news ? 'noted' : 'none', why, evidence);
}

function wordsOf(report: FlowReport): Decision['evidence'] {
  switch (report.kind) {
    case 'status':
    case 'maintenance':
      return { status: report.status };
    case 'content':
      return { flags: report.flags.join(' ') };
    case 'error':
      return { code: report.code, errored: report.errored, message: report.message };
  }
}

function take(fed: FedPipeline, at: Millis, report: FlowReport): Taken | null {
  switch (report.kind) {
    case 'status':
      return takeStatus(fed, at, report.status, report.previous);
    case 'content':
      return takeContent(fed, at, report.flags);
    case 'error':
      return takeError(fed, at, report);
    case 'maintenance':
      return takeMaintenance(fed, at, report.status);
  }
}

/**
 * A flow that is not ACTIVE delivers nothing, whatever was last said of its connection; what starts has to connect anew. One
 * that has connected since is ACTIVE, whatever of before comes late.
 */
export function takeStatus(fed: FedPipeline, at: Millis, status: string, previous?: string): Taken | null {
  const { health, view, now } = fed;
  const known = health.facts?.status;
  // Of one second, what names the known status as the one before it is the later; what is named by the known one is older.
  const follows = known !== undefined && previous === known.status && latestPossible(at, Infinity) > known.at;
  const precedes = known !== undefined && (at < known.at || (at === known.at && known.previous === status));
  const older = precedes && !follows;
  const { flow: said } = health;
  const isConnected = said !== null && (said.connected || said.bitrateZero === true);
  const belied = status !== activeStatus && isConnected && at < said.at;
  if (older || belied) return null;
  const news = known ? known.status !== status : status !== activeStatus;
  const from =
    known && (known.status === activeStatus) === (status === activeStatus)
      ? known.from
      : latestPossible(at, now);
  const { sending, ...others } = health.facts ?? {};
  const lost = losesConnection(status) && (health.flow?.at ?? at) <= at;
  const stoppedAt = stopTime(health.facts, at, status);
  const facts: FlowFacts = {
    ...others,
    ...(sending && !lost && { sending }),
    ...(stoppedAt !== undefined && { stoppedAt }),
    status: { status, at, from, ...(previous !== undefined && { previous }) },
  };
  const flow = lost ? null : health.flow;
  const next = withEvidence(health, { facts, flow }, view, from, isVouchedFor({ ...health, flow }));
  return { health: next, news, what: `flow ${status}` };
}

/** Until when the flow last had no connections, as event times have it: it may connect in the second in which it is seen starting. */
function stopTime({ stoppedAt }: FlowFacts = {}, at: Millis, status: string): Millis | undefined {
  if (!losesConnection(status)) return stoppedAt;
  const second = Math.floor(at / eventResolutionMs) * eventResolutionMs;
  return Math.max(second, stoppedAt ?? second);
}

/**
 * Flags that are raised keep the start of their window. A report without flags says that the content is as it should be, which
 * is also the end of a loss of content.
 */
function takeContent(
  { health, view, now }: FedPipeline,
  at: Millis,
  raised: readonly string[],
): Taken | null {
  const known = health.facts?.content;
  if (known && at < known.at) return null;
  const from = latestPossible(at, now);
  const flags = Object.fromEntries(raised.map((flag) => [flag, known?.flags[flag] ?? from]));
  const facts: FlowFacts = { ...health.facts, content: { at, flags } };
  if (raised.length > 0) {
    // Flags that the policy does not count are no good news either.
    const next = withEvidence(health, { facts }, view, from, false);
    const news = raised.some((flag) => known?.flags[flag] === undefined);
    return { health: next, news, what: `content ${raised.join(', ')}` };
  }
  // The end of flags mends a site that was left for them; without flags that were raised it says nothing of a lost connection.
  const wasRaised = Object.keys(known?.flags ?? {}).length > 0;
  const before = wasRaised ? restored(health) : health;
  const next = withEvidence(before, { facts }, view, from, isProven(before));
  return { health: { ...next, heardAt: from }, news: known !== undefined, what: 'content as it should be' };
}

/** Reports of one error come in any order: the latest counts, and one that is over is remembered for an older report of it. */
function takeError(
  { health, view, now, flow }: FedPipeline,
  at: Millis,
  { code, errored, message }: Extract<FlowReport, { kind: 'error' }>,
): Taken | null {
  const { [code]: known, ...rest } = health.facts?.errors ?? {};
  // Of one second the report that it is over is the later.
  const older = known && (at < known.at || (at === known.at && known.over === true));
  const belied = isSourceError(code) && errored && health.flow?.connected === true && health.flow.at >= at;
  if (older || belied) return null;
  const what = errored ? `MediaConnect error ${code}: ${message}` : `MediaConnect error ${code} is over`;
  // One of two sources is not the flow.
  if (isSourceError(code) && flow.sources > 1) return { health, news: false, what };
  const stands = known !== undefined && !known.over;
  const from = stands && errored ? known.from : latestPossible(at, now);
  const next = { message, at, from, ...(!errored && { over: true as const }) };
  const errors = Object.fromEntries([...Object.entries(rest), [code, next] as const].slice(-errorsMax));
  const good = !errored && isVouchedFor(health);
  const taken = withEvidence(health, { facts: { ...health.facts, errors } }, view, from, good);
  return { health: taken, news: errored !== stands, what };
}

const maintenanceEnds: ReadonlySet<string> = new Set(['FINISHED', 'FAILED', 'CANCELED']);

/** Maintenance restarts a flow (MC/maintenance-flows): while it is in progress another site is the better choice. */
function takeMaintenance({ health, now }: FedPipeline, at: Millis, status: string): Taken | null {
  const { maintenanceAt, maintenanceOverAt = -Infinity, ...others } = health.facts ?? {};
  const what = `flow maintenance ${status}`;
  if (status === 'INPROGRESS') {
    // Of one second its end is the later.
    if (at <= maintenanceOverAt) return null;
    const since = maintenanceAt ?? latestPossible(at, now);
    return { health: { ...health, facts: { ...health.facts, maintenanceAt: since } }, news: true, what };
  }
  if (!maintenanceEnds.has(status)) return { health, news: true, what };
  const overAt = Math.max(maintenanceOverAt, at);
  const anew = maintenanceAt !== undefined && latestPossible(overAt, Infinity) < maintenanceAt;
  const facts: FlowFacts = { ...others, maintenanceOverAt: overAt, ...(anew && { maintenanceAt }) };
  return { health: { ...health, facts }, news: true, what };
}
