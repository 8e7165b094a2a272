import type { FailoverGroup, Site, SiteName, PipelineId, Policy } from './model/group.ts';
import { pipelineIds } from './model/group.ts';
import type { ChannelState } from './model/state.ts';
import type { GroupHealth } from './model/health.ts';
import { unknownGroupHealth } from './initial-state.ts';
import { lookUp } from './look-up.ts';

/** Pipelines that are running as far as is known: one that was never observed counts as running. */
export function runningPipelines(state: ChannelState): readonly PipelineId[] {
  return pipelineIds.filter((pipeline) => state.pipelines[pipeline].running !== false);
}

/** The site a pipeline is ingesting; null when that is unknown or an input of no site. */
export function siteOnAir(state: ChannelState, group: FailoverGroup, pipeline: PipelineId): Site | null {
  const { attachment } = state.pipelines[pipeline];
  return group.sites.find((site) => site.attachment === attachment) ?? null;
}

/** The site that every running pipeline is ingesting; null when there is no such one. */
export function commonSite(state: ChannelState, group: FailoverGroup): Site | null {
  const [first, ...others] = runningPipelines(state).map((pipeline) => siteOnAir(state, group, pipeline));
  if (!first) return null;
  return others.every((other) => other?.name === first.name) ? first : null;
}

/** Whether it is the loss of a site, by the policy, that so many are down on it of the pipelines that run. */
export function isLoss({ failoverOn }: Policy, down: number, running: number): boolean {
  return running > 0 && (failoverOn === 'all-pipelines' ? down === running : down > 0);
}

/** Running pipelines are known to be on different inputs. */
export function isDiverged(state: ChannelState): boolean {
  const attachments = runningPipelines(state).map((pipeline) => state.pipelines[pipeline].attachment);
  return !attachments.includes(null) && new Set(attachments).size > 1;
}

export function siteNamed(group: FailoverGroup, name: SiteName): Site | null {
  return group.sites.find((site) => site.name === name) ?? null;
}

export function healthOf(state: ChannelState, name: SiteName): GroupHealth {
  return lookUp(state.health, name) ?? unknownGroupHealth;
}
