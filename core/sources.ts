import { saysLost } from './flow-evidence.ts';
import { latestPossible } from './health.ts';
import { pipelineIds, type Millis } from './model/group.ts';
import type { FlowSource } from './model/health.ts';
import { announce } from './notification.ts';
import { withHealth } from './arrival.ts';
import { healthOf } from './on-air.ts';
import { record, type Turn } from './turn.ts';

interface Told {
  readonly site: string;
  readonly pipeline: '0' | '1';
  readonly arn: string;
  readonly source: FlowSource;
}

/**
 * People are told when a flow goes on with one source of two, once that has lasted as long as any loss must, and when it has both
 * again. Where the flow itself is lost, that is what is told.
 */
export function tellSources(turn: Turn): Turn {
  return sourcesOf(turn).reduce((next, one) => {
    const { site, pipeline, arn, source } = one;
    const name = arn.split(':').at(-1) ?? arn;
    const where = `${site} on pipeline ${pipeline}`;
    if (source.connected && source.told) {
      const why = `${where}: source ${name} is connected again.`;
      return announce(record(marked(next, one, false), 'protection', 'noted', why), 'source-back', why);
    }
    if (source.connected || source.told || dueAt(turn, one) > turn.event.now) return next;
    const why = `${where}: source ${name} is disconnected. The flow goes on with its other source; if that is lost as well, the pipeline is.`;
    return announce(record(marked(next, one, true), 'protection', 'noted', why), 'source-lost', why);
  }, turn);
}

/** When the next loss of a source has lasted long enough to be told; Infinity: none is to be. */
export function sourcesDue(turn: Pick<Turn, 'state' | 'group' | 'event'>): Millis {
  const waiting = sourcesOf(turn).filter(({ source }) => !source.connected && !source.told);
  return Math.min(...waiting.map((one) => dueAt(turn, one)).filter((at) => at > turn.event.now));
}

/**
 * When the loss of a source has lasted its window; Infinity: it is not told. While the flow is lost as well, that is told alone;
 * when it is back, its sources have a window of their own to say so, and a flow that starts says anew what it has.
 */
function dueAt({ state, group }: Pick<Turn, 'state' | 'group'>, { site, pipeline, source }: Told): Millis {
  const { flow, facts } = healthOf(state, site)[pipeline];
  if (saysLost(flow) || source.at < (facts?.stoppedAt ?? -Infinity)) return Infinity;
  return Math.max(latestPossible(source.at, Infinity), flow?.from ?? -Infinity) + group.policy.flow.confirmMs;
}

function sourcesOf({ state, group }: Pick<Turn, 'state' | 'group'>): readonly Told[] {
  return group.sites.flatMap(({ name: site }) =>
    pipelineIds.flatMap((pipeline) =>
      Object.entries(healthOf(state, site)[pipeline].facts?.sources ?? {}).map(([arn, source]) => ({
        site,
        pipeline,
        arn,
        source,
      })),
    ),
  );
}

function marked(turn: Turn, { site, pipeline, arn, source }: Told, told: boolean): Turn {
  const health = healthOf(turn.state, site)[pipeline];
  const { connected, at } = source;
  const sources = {
    ...health.facts?.sources,
    [arn]: { connected, at, ...(told && { told: true as const }) },
  };
  return {
    ...turn,
    state: withHealth(turn.state, site, pipeline, { ...health, facts: { ...health.facts, sources } }),
  };
}
