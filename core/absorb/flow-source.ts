import { announce } from '../notification.ts';
import type { Decision } from '../model/decision.ts';
import type { FlowHealthEvent } from '../model/event.ts';
import { decide, type Turn } from '../turn.ts';
import { withSite, type FedPipeline } from './site-pipeline.ts';

/**
 * One source of a flow that has two: the flow goes on with the other (MC/source-failover), so nothing is decided from it; but
 * people are told, because the flow as a whole is now no better than its last source.
 */
export function absorbSource(
  turn: Turn,
  report: FlowHealthEvent,
  fed: FedPipeline,
  evidence: Decision['evidence'],
): Turn {
  const { source = 'unnamed', connected, at } = report;
  const sources = fed.health.facts?.sources ?? {};
  const known = sources[source];
  if (known && at <= known.at && !(at === known.at && known.connected && !connected)) {
    return decide(turn, 'stale-evidence', 'none', 'A newer report of this source is known.', evidence);
  }
  const next = { ...sources, [source]: { connected, at } };
  const facts = { ...fed.health.facts, sources: newest(next, fed.flow.sources) };
  const absorbed = withSite(turn, fed, { ...fed.health, facts });
  const name = source.split(':').at(-1) ?? source;
  const where = `${fed.site.name} on pipeline ${fed.pipeline}`;
  if ((known?.connected ?? true) === connected) {
    return decide(absorbed, 'evidence', 'none', `${where}: source ${name} is as it was.`, evidence);
  }
  const why = connected
    ? `${where}: source ${name} is connected again; the flow has ${fed.flow.sources} sources.`
    : `${where}: source ${name} is disconnected. The flow goes on with its other source as long as that is connected.`;
  return announce(
    decide(absorbed, 'evidence', 'noted', why, evidence),
    connected ? 'source-back' : 'source-lost',
    why,
  );
}

/** Sources come and go with deployments: the ones that were heard of last are the flow's. */
function newest<T extends { readonly at: number }>(sources: Readonly<Record<string, T>>, count: number) {
  const byAge = Object.entries(sources).toSorted(([, one], [, other]) => other.at - one.at);
  return Object.fromEntries(byAge.slice(0, count));
}
