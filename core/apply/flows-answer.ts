import {
  eventResolutionMs,
  isProven,
  isVouchedFor,
  latestPossible,
  restored,
  withEvidence,
} from '../health.ts';
import { activeStatus, inDoubt, isUndecided, saysLost } from '../flow-evidence.ts';
import type { FlowSnapshot } from '../model/event.ts';
import { pipelineIds, type Millis } from '../model/group.ts';
import type { FlowFacts, PipelineHealth } from '../model/health.ts';
import { record, type Turn } from '../turn.ts';
import { takeStatus } from './flow-report.ts';
import { fedPipeline, withSite, type FedPipeline } from './site-pipeline.ts';

/** CloudWatch's datapoints come late: only against news that is older than this do they count. */
const metricLagMs = 120_000;

/** Maintenance restarts a flow, which takes minutes. */
const maintenanceMaxMs = 15 * 60_000;

/** So long after a loss a device that DescribeFlow names as sending is one that sends again, not one not yet given up. */
const stalePeerMs = 20_000;

/** What MediaConnect answered of the channel's flows: it makes up for events that were not delivered. */
export function applyFlowsAnswer(turn: Turn, flows: Readonly<Record<string, FlowSnapshot>>): Turn {
  return turn.group.sites.reduce(
    (outer, { name }) =>
      pipelineIds.reduce((next, pipeline) => {
        const fed = fedPipeline(next, { site: name, pipeline });
        const seen = fed && flows[fed.flow.arn];
        return seen ? applyLook(next, fed, seen) : next;
      }, outer),
    turn,
  );
}

/** `sending` and the errors are hints, not a verdict: see ADR 012 for what each may prove. */
function applyLook(turn: Turn, fed: FedPipeline, seen: FlowSnapshot): Turn {
  const status = applySeenStatus(turn, fed, seen);
  return [applySeenErrors, applyCarries, applySending].reduce((next, apply) => {
    const again = fedPipeline(next, { site: fed.site.name, pipeline: fed.pipeline });
    return again ? apply(next, again, seen) : next;
  }, status);
}

function applySeenStatus(turn: Turn, fed: FedPipeline, { at, status }: FlowSnapshot): Turn {
  const known = fed.health.facts?.status;
  if (known && at < known.at + eventResolutionMs) return turn;
  const taken = takeStatus(fed, at, status ?? 'DELETED');
  if (!taken || known?.status === (status ?? 'DELETED')) return turn;
  const applied = withSite(turn, fed, taken.health);
  return taken.news ? note(applied, fed, taken.what) : applied;
}

/** DescribeFlow lists no error any more, and maintenance does not last for hours: that their end was not reported is no matter. */
function applySeenErrors(turn: Turn, fed: FedPipeline, { at, status, errors }: FlowSnapshot): Turn {
  const { facts } = fed.health;
  if (!facts || status !== activeStatus) return turn;
  const { maintenanceAt, ...others } = facts;
  const maintained = maintenanceAt !== undefined && at < maintenanceAt + maintenanceMaxMs;
  const known = Object.entries(facts.errors ?? {});
  const over =
    errors?.length === 0 ? known.filter(([, error]) => !error.over && at > error.at + eventResolutionMs) : [];
  if (over.length === 0 && maintained === (maintenanceAt !== undefined)) return turn;
  const next: FlowFacts = {
    ...others,
    ...(maintained && { maintenanceAt }),
    ...(over.length > 0 && {
      errors: {
        ...facts.errors,
        ...Object.fromEntries(over.map(([code, error]) => [code, { ...error, at, over: true as const }])),
      },
    }),
  };
  const good = isVouchedFor(fed.health);
  const applied = withSite(turn, fed, withEvidence(fed.health, { facts: next }, fed.view, at, good));
  return over.length === 0 ? applied : note(applied, fed, `${over.map(([code]) => code).join(', ')} is over`);
}

function applyCarries(turn: Turn, fed: FedPipeline, { at, carries }: FlowSnapshot): Turn {
  const { flow } = fed.health;
  if (carries === undefined || (flow && at < flow.at + metricLagMs)) return turn;
  const heard = carries ? { ...fed.health, heardAt: at } : fed.health;
  if (flow?.connected === carries) return withSite(turn, fed, heard);
  const from = latestPossible(at, turn.event.now);
  const before = carries ? restored(heard) : heard;
  const next = withEvidence(before, { flow: { connected: carries, at, from } }, fed.view, from, carries);
  const applied = withSite(turn, fed, next);
  return note(applied, fed, `CloudWatch shows ${carries ? 'media arriving' : 'no media arriving'}`);
}

/** Who sent and sends no more has been lost; who was lost and sends again may be healthy: what is certain then is neither. */
function applySending(
  turn: Turn,
  fed: FedPipeline,
  { at, status, sending, errors = [] }: FlowSnapshot,
): Turn {
  const { flow, facts } = fed.health;
  if (sending === undefined || status !== activeStatus) return turn;
  if (flow && at < flow.at + eventResolutionMs) return turn;
  const known = facts?.sending;
  const lost = !sending && (known?.seen === true || errors.length > 0);
  const from = known?.now === !lost ? known.from : at;
  const next: FlowFacts = {
    ...facts,
    sending: { seen: sending || known?.seen === true, now: !lost, at, from },
  };
  const applied = withSite(turn, fed, looked(fed, next, { lost, noErrors: errors.length === 0, at }));
  if (lost) return known?.now === false ? applied : note(applied, fed, noSender(errors));
  if (
    sending &&
    flow &&
    saysLost(flow) &&
    !flow.bitrateZero &&
    errors.length === 0 &&
    at >= flow.at + stalePeerMs
  ) {
    const { health } = fedPipeline(applied, { site: fed.site.name, pipeline: fed.pipeline }) ?? fed;
    const what =
      'a device is sending, though the flow was last said to be disconnected: its health is unknown';
    return note(withSite(applied, fed, { ...restored(health), flow: inDoubt(flow), heardAt: at }), fed, what);
  }
  return applied;
}

function looked(
  { health, view }: FedPipeline,
  facts: FlowFacts,
  { lost, noErrors, at }: { readonly lost: boolean; readonly noErrors: boolean; readonly at: Millis },
): PipelineHealth {
  // Where no event has ever contradicted it, a device that is sending is good evidence: flows are often older than their watch.
  const sends = facts.sending?.seen === true && noErrors;
  const isKnown = health.flow !== null && !isUndecided(health.flow);
  const connected = isKnown ? health.flow.connected : sends;
  const good = !lost && connected && isProven(health);
  const next = withEvidence(health, { facts }, view, at, good);
  return good && sends ? { ...next, heardAt: at } : next;
}

function noSender(errors: readonly string[]): string {
  const [first] = errors;
  return `no device is sending to the flow${first === undefined ? '' : ` (${first.slice(0, 200)})`}`;
}

function note(turn: Turn, { site, pipeline }: FedPipeline, what: string): Turn {
  const why = `${site.name} on pipeline ${pipeline}: MediaConnect, asked: ${what}.`;
  return record(turn, 'observation', 'noted', why, { site: site.name, pipeline });
}
