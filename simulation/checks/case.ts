import type { Observed } from '../../core/invariants.ts';
import type { FailoverGroup, Site, Millis, PipelineId, Policy } from '../../core/model/group.ts';
import type { ChannelMember } from '../../control/ports/member-store.ts';
import type { ModelledChannel } from '../../model/modelled-channel.ts';
import type { World } from '../world/world.ts';
import type { Evidence } from './evidence.ts';
import type { Knowledge } from './knowledge.ts';
import type { Ledger } from './ledger.ts';
import { siteOf } from './on-air.ts';

/** All that the checks know of one channel. */
export interface Case {
  readonly world: World;
  readonly member: ChannelMember;
  readonly channel: ModelledChannel;
  readonly evidence: Evidence;
  readonly knowledge: Knowledge;
  readonly ledger: Ledger;
  readonly found: (rule: string, details: string) => void;
}

/** A decision, and the channel it is about. */
export interface Seen extends Case {
  readonly observed: Observed;
}

/** Nothing that can be used arrives of the site on this pipeline, and that has been known; since when, or null. */
export function knownDeadSince(it: Case, site: string, pipeline: PipelineId): Millis | null {
  const { world, member, knowledge, channel } = it;
  const known = knowledge.deadSince(site, pipeline);
  const really = world.supply.lackingSince(member.channelArn, site, pipeline);
  if (known === null || really === null) return null;
  // On air MediaConnect's word may count for nothing: then MediaLive's has to say it.
  const policy = world.groupFor(member)?.policy;
  const isOnAir = channel.pipeline(pipeline).attachment === member.inputs[site]?.attachment;
  const isDoubted = isOnAir && policy?.flow.countsOnAir === false;
  if (isDoubted && !alertedPipelines(it, policy).includes(pipeline)) return null;
  return Math.max(known, really);
}

/** Since when the site really delivers on this pipeline, and nothing that was heard speaks against it; null: it does not. */
export function knownWellSince(
  { world, member, knowledge }: Case,
  site: string,
  pipeline: PipelineId,
): Millis | null {
  const known = knowledge.clearSince(site, pipeline);
  const really = world.supply.wellSince(member.channelArn, site, pipeline);
  return known === null || really === null ? null : Math.max(known, really);
}

/** Since when all pipelines that run could have had the site; null: they could not, or none runs. */
export function fitSince(it: Case, { name }: Site): Millis | null {
  const since = it.channel.running.map((pipeline) => knownWellSince(it, name, pipeline));
  return since.length === 0 || since.some((at) => at === null) ? null : Math.max(...since.map(Number));
}

/** All pipelines that run are known to get nothing of the site; since when, or null. */
export function deadSince(it: Case, site: string): Millis | null {
  const since = it.channel.running.map((pipeline) => knownDeadSince(it, site, pipeline));
  return since.length === 0 || since.some((at) => at === null) ? null : Math.max(...since.map(Number));
}

/** The site that is really on air on every running pipeline; null: they are apart, or on what is no site. */
export function onAirNow({ channel }: Case, group: FailoverGroup): string | null {
  const [first = null, ...others] = channel.running.map((id) =>
    siteOf(group, channel.pipeline(id).attachment),
  );
  return others.every((other) => other === first) ? first : null;
}

/** MediaLive shows an alert that counts on these pipelines, on the input on air as far as anybody can tell. */
export function alertedPipelines(
  { channel, world, member }: Case,
  { alerts }: Policy,
): readonly PipelineId[] {
  return channel.running.filter((id) =>
    channel.alerts.some(({ pipeline, alertType, alarmId }) => {
      const on = world.seenToBeRaisedOn(member.channelArn, alarmId) ?? channel.pipeline(id).attachment;
      return pipeline === id && alerts[alertType] !== undefined && on === channel.pipeline(id).attachment;
    }),
  );
}

export function isLostWith(down: number, running: number, { failoverOn }: Policy): boolean {
  return running > 0 && (failoverOn === 'all-pipelines' ? down === running : down > 0);
}
