import { withHealth } from '../arrival.ts';
import { awaitingItsEnd, downBy, type View } from '../health.ts';
import type { Flow, Site, Millis, PipelineId } from '../model/group.ts';
import type { PipelineHealth } from '../model/health.ts';
import { healthOf, siteNamed, siteOnAir } from '../on-air.ts';
import type { Turn } from '../turn.ts';

/** One site on one pipeline, as evidence speaks of it. */
export interface SitePipeline {
  readonly site: Site;
  readonly pipeline: PipelineId;
  readonly health: PipelineHealth;
  readonly view: View;
  readonly now: Millis;
}

/** The same where MediaConnect feeds it. */
export interface FedPipeline extends SitePipeline {
  readonly flow: Flow;
}

export function sitePipeline({ state, group, event }: Turn, site: Site, pipeline: PipelineId): SitePipeline {
  const onAir = siteOnAir(state, group, pipeline)?.name === site.name;
  const { since, runningAt } = state.pipelines[pipeline];
  const view = { policy: group.policy, onAir, ...(onAir && { since: Math.max(since, runningAt) }) };
  const known = healthOf(state, site.name)[pipeline];
  // What had lasted its window before this was said was down, though nobody came to see it.
  const health = 'at' in event ? downBy(known, view, event.at) : known;
  return { site, pipeline, health, view, now: event.now };
}

/** What a report of MediaConnect speaks of; null: no flow of this group. */
export function fedPipeline(
  turn: Turn,
  { site: name, pipeline }: { readonly site: string; readonly pipeline: PipelineId },
): FedPipeline | null {
  const site = siteNamed(turn.group, name);
  const flow = site?.flows[pipeline];
  return site && flow ? { ...sitePipeline(turn, site, pipeline), flow } : null;
}

export function withSite(turn: Turn, { site, pipeline }: SitePipeline, health: PipelineHealth): Turn {
  return { ...turn, state: withHealth(turn.state, site.name, pipeline, health) };
}

/** Takes in what an event said. */
export function withNews(turn: Turn, on: SitePipeline, health: PipelineHealth): Turn {
  return withSite(turn, on, awaitingItsEnd(on.health, health, on.view, on.now));
}
