import type { Decision } from '../model/decision.ts';
import type { FlowHealthEvent } from '../model/event.ts';
import { record, type Turn } from '../turn.ts';
import { withSite, type FedPipeline } from './site-pipeline.ts';

/**
 * One source of a flow that has two: the flow goes on with the other (MC/source-failover), so nothing is decided from it. That
 * people are told is the matter of core/sources.ts.
 */
export function applySource(
  turn: Turn,
  report: FlowHealthEvent,
  fed: FedPipeline,
  evidence: Decision['evidence'],
): Turn {
  const { source = 'unnamed', connected, at } = report;
  const sources = fed.health.facts?.sources ?? {};
  const known = Object.hasOwn(sources, source) ? sources[source] : undefined;
  if (known && at <= known.at && !(at === known.at && known.connected && !connected)) {
    return record(turn, 'stale-evidence', 'none', 'A newer report of this source is known.', evidence);
  }
  const told = known?.told ? { told: true as const } : {};
  const next = newest({ ...sources, [source]: { connected, at, ...told } }, fed.flow.sources);
  const applied = withSite(turn, fed, { ...fed.health, facts: { ...fed.health.facts, sources: next } });
  const name = source.split(':').at(-1) ?? source;
  const why = `${fed.site.name} on pipeline ${fed.pipeline}: source ${name} is ${connected ? 'connected' : 'disconnected'}; the flow as a whole decides.`;
  const news = (known?.connected ?? true) !== connected;
  return record(applied, 'evidence', news ? 'noted' : 'none', why, { ...evidence, source });
}

/** Sources come and go with deployments: the ones that were heard of last are the flow's. */
function newest<T extends { readonly at: number }>(sources: Readonly<Record<string, T>>, count: number) {
  const byAge = Object.entries(sources).toSorted(([, one], [, other]) => other.at - one.at);
  return Object.fromEntries(byAge.slice(0, count));
}
