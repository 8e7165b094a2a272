import type { Observed } from '../../core/invariants.ts';
import { pipelineIds, type FailoverGroup, type PipelineId } from '../../core/model/group.ts';

/** The site that the channel gets over this attachment; null: it is none of the group. */
export function siteOf(group: FailoverGroup, attachment: string | null): string | null {
  return group.sites.find((site) => site.attachment === attachment)?.name ?? null;
}

/** The pipelines that run, as far as the control plane knows. */
export function believedRunning({ after }: Observed): readonly PipelineId[] {
  return pipelineIds.filter((pipeline) => after.state.pipelines[pipeline].running !== false);
}

/** The site that every one of these pipelines is on, as far as is known. */
/** The site that the channel gets over this attachment; null: it is none of the group. */
export function siteOfAll({ after, group }: Observed, running: readonly PipelineId[]): string | null {
  const [first, ...others] = running.map((id) => siteOf(group, after.state.pipelines[id].attachment));
  return first !== undefined && others.every((other) => other === first) ? first : null;
}
