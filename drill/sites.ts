import { startSource, type Source } from '../twin/media/source.ts';
import type { Twin } from '../twin/twin.ts';
import type { Rehearsal } from './rehearsal.ts';
import type { Timeline } from './timeline.ts';

/** The encoder of a contribution site, and the lines to its flows; what is done to it is in the timeline. */
export interface Site {
  readonly name: string;
  readonly ready: Promise<void>;
  /** Cuts the lines to both pipelines, or to one. Resolves with the instant from which nothing was sent, epoch ms. */
  cut(pipeline?: number): Promise<number>;
  /** Sends again. Resolves with the instant from which it did, epoch ms. */
  resume(pipeline?: number): Promise<number>;
  stop(): Promise<void>;
}

/** Starts the encoder of each site, in a process of its own, streaming to the flows of both pipelines. */
export function startSites(
  twin: Twin,
  { channel }: Rehearsal,
  timeline: Timeline,
): ReadonlyMap<string, Site> {
  return new Map(
    Object.entries(channel.inputs).map(([name, { flows }]) => {
      const source = startSource({ site: name, target: flows.flatMap(({ arn }) => twin.flows.ingest(arn)) });
      return [name, siteOf(name, source, timeline)] as const;
    }),
  );
}

function siteOf(name: string, source: Source, timeline: Timeline): Site {
  const add = (at: number, what: string, tone: 'bad' | 'good'): void => {
    timeline.add({ at, who: `site ${name}`, what, tone });
  };
  const on = (pipeline?: number): string =>
    pipeline === undefined ? 'both pipelines' : `pipeline ${pipeline}`;
  const legs = (pipeline?: number) =>
    pipeline === undefined ? source.legs : source.legs.slice(pipeline, pipeline + 1);
  return {
    name,
    ready: source.ready,
    cut: async (pipeline) => {
      const at = Date.now();
      await Promise.all(legs(pipeline).map((leg) => leg.cut()));
      add(at, `CUT: no more packets for ${on(pipeline)}`, 'bad');
      return at;
    },
    resume: async (pipeline) => {
      const at = Date.now();
      await Promise.all(legs(pipeline).map((leg) => leg.resume()));
      add(at, `back: packets for ${on(pipeline)}`, 'good');
      return at;
    },
    stop: () => source.stop(),
  };
}
