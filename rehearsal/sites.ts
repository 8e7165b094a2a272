import { startSource, type Source } from '../twin/media/source.ts';
import type { Twin } from '../twin/twin.ts';
import type { Lateness } from './lateness.ts';
import type { Timeline } from './timeline.ts';
import type { Workflow } from './workflow.ts';

/** The encoder of a contribution site, and the lines to its flows; what is done to it is in the timeline. */
export interface SiteEncoder {
  readonly name: string;
  readonly ready: Promise<void>;
  /**
   * Cuts the lines to both pipelines, to one, or to one source of its flow. Resolves with the instant from which nothing
   * was sent, epoch ms.
   */
  cut(pipeline?: number, source?: string): Promise<number>;
  /** Keeps the lines up and sends nothing over them. Resolves with the instant from which it did not, epoch ms. */
  idle(): Promise<number>;
  /** Sends again. Resolves with the instant from which it did, epoch ms. */
  resume(pipeline?: number, source?: string): Promise<number>;
  stop(): Promise<void>;
}

/** A line from a site to one source of one of its flows. */
interface Line {
  readonly pipeline: number;
  readonly source: string;
  readonly host: string;
  readonly port: number;
}

/** Starts the encoder of each site, in a process of its own, streaming to every source of the flows of both pipelines. */
export function startSites(
  twin: Twin,
  flows: Workflow['flows'],
  timeline: Timeline,
  lateness: Lateness,
): ReadonlyMap<string, SiteEncoder> {
  return new Map(
    [...flows].map(([name, arns]) => {
      const lines = arns.flatMap((arn, pipeline) => linesTo(twin, arn, pipeline));
      const source = startSource({ site: name, target: lines.map(({ host, port }) => ({ host, port })) });
      return [name, siteOf(name, source, lines, { timeline, lateness })] as const;
    }),
  );
}

function linesTo(twin: Twin, flowArn: string, pipeline: number): readonly Line[] {
  return twin.flows.ingest(flowArn).map(({ sourceArn, host, port }) => ({
    pipeline,
    source: sourceArn.split(':').at(-1) ?? '',
    host,
    port,
  }));
}

interface Records {
  readonly timeline: Timeline;
  readonly lateness: Lateness;
}

function siteOf(
  name: string,
  encoder: Source,
  lines: readonly Line[],
  { timeline, lateness }: Records,
): SiteEncoder {
  const add = (at: number, what: string, tone: 'bad' | 'good'): void => {
    timeline.add({ at, who: `site ${name}`, what, tone });
  };
  const legs = (pipeline?: number, source?: string) =>
    encoder.legs.filter((_, index) => {
      const line = lines[index];
      const isPipeline = pipeline === undefined || line?.pipeline === pipeline;
      return isPipeline && (source === undefined || line?.source === source);
    });
  return {
    name,
    ready: encoder.ready,
    cut: async (pipeline, source) => {
      const at = Date.now();
      await Promise.all(legs(pipeline, source).map((leg) => leg.cut()));
      lateness.note(at, 0);
      add(at, `CUT: no more packets for ${lineWords(pipeline, source)}`, 'bad');
      return at;
    },
    idle: async () => {
      const at = Date.now();
      await encoder.idle();
      lateness.note(at, 0);
      add(at, 'EMPTY: packets with nothing in them for both pipelines', 'bad');
      return at;
    },
    resume: async (pipeline, source) => {
      const at = Date.now();
      await Promise.all(legs(pipeline, source).map((leg) => leg.resume()));
      lateness.note(at, 0);
      add(at, `back: packets for ${lineWords(pipeline, source)}`, 'good');
      return at;
    },
    stop: () => encoder.stop(),
  };
}

function lineWords(pipeline: number | undefined, source: string | undefined): string {
  const where = pipeline === undefined ? 'both pipelines' : `pipeline ${pipeline}`;
  return source === undefined ? where : `the source ${source} of ${where}`;
}
