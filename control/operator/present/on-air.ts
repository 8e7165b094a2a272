import type { FailoverGroup, PipelineId } from '../../../core/model/group.ts';
import type { ChannelState } from '../../../core/model/state.ts';

/**
 * The name of what a pipeline has on air: a site, or, where someone switched to an input of none, the attachment's
 * own name. null: not running, or not known.
 */
export function presentOnAir(state: ChannelState, group: FailoverGroup, pipeline: PipelineId): string | null {
  const { running, attachment } = state.pipelines[pipeline];
  if (running === false || attachment === null) return null;
  return group.sites.find((site) => site.attachment === attachment)?.name ?? attachment;
}
