import * as v from 'valibot';
import { pipelineIds, type Millis, type PipelineId } from '../../core/model/group.ts';

/**
 * What really happened when a trace was taken: facts about feeds and people, written by hand beside the trace. They come from
 * no code of ours, so that ours can be judged by them.
 */

const instant = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((text) => Date.parse(text)),
);

/** `until` null: to the end and beyond. */
const span = { from: instant, until: v.nullable(instant) };

export const truth = v.strictObject({
  /** When which feeds gave the pipelines nothing that a viewer could be shown. */
  lost: v.array(v.strictObject({ site: v.string(), pipelines: v.array(v.picklist(pipelineIds)), ...span })),
  /** When operators wanted the channel left alone. */
  handsOff: v.array(v.strictObject(span)),
  /** When operators had taken a site out of use. */
  closed: v.array(v.strictObject({ site: v.string(), ...span })),
  /** Outages with a way out: `by` the channel must show a picture again. It allows for what could be known, and when. */
  escapes: v.array(v.strictObject({ from: instant, by: instant })),
});

export type Truth = v.InferOutput<typeof truth>;

/** Which site each running pipeline shows; null: it does not run. */
export type OnAir = Readonly<Record<PipelineId, string | null>>;

interface Span {
  readonly from: Millis;
  readonly until: Millis | null;
}

const covers = ({ from, until }: Span, at: Millis): boolean => from <= at && (until === null || at < until);

/** Was the feed of a site lost to a pipeline from `at` to `to`, without a break? */
export function wasLost(
  { lost }: Truth,
  { site, pipeline }: { readonly site: string; readonly pipeline: PipelineId },
  at: Millis,
  to = at,
): boolean {
  return lost.some(
    (loss) => loss.site === site && loss.pipelines.includes(pipeline) && covers(loss, at) && covers(loss, to),
  );
}

export function wereHandsOff({ handsOff }: Truth, at: Millis): boolean {
  return handsOff.some((span) => covers(span, at));
}

export function wasClosed({ closed }: Truth, site: string, at: Millis): boolean {
  return closed.some((span) => span.site === site && covers(span, at));
}

export function running(onAir: OnAir): readonly { readonly pipeline: PipelineId; readonly site: string }[] {
  return pipelineIds.flatMap((pipeline) => {
    const site = onAir[pipeline];
    return site === null ? [] : [{ pipeline, site }];
  });
}

/** No running pipeline has a picture; one of two is enough for viewers, as the origin takes the other one. */
export function isOffAir(facts: Truth, onAir: OnAir, at: Millis): boolean {
  const shown = running(onAir);
  return shown.length > 0 && shown.every((feed) => wasLost(facts, feed, at));
}
