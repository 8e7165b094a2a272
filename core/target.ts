import { doubts } from './flow-evidence.ts';
import { mediaConnectEvidence } from './health.ts';
import type { FailoverGroup, Site, SiteName, Millis } from './model/group.ts';
import type { ChannelState } from './model/state.ts';
import type { PipelineHealth } from './model/health.ts';
import { commonSite, healthOf, isLoss, runningPipelines } from './on-air.ts';

/** How fit a site is to take over: the lower the better. */
export const ranks = {
  healthy: 0,
  /** Healthy, but in maintenance, with transport errors, or with an error of an output. */
  doubted: 1,
  /** Nothing bad is known, and not everything. */
  unknown: 2,
  /** The same, and it left the air with an alarm that had not lasted its window. */
  leftSuspect: 3,
  /** One pipeline of two is not down. */
  half: 4,
  /** It was down, and good evidence has not yet lasted the clear window. */
  recovering: 5,
} as const;

/**
 * How fit a site is to take over; null: not at all. Half-dead and recovering ones carry a channel where the policy calls
 * only the loss of all pipelines a loss, or where what is on air is down altogether: then they are better than nothing.
 */
export function fitness(
  state: ChannelState,
  group: FailoverGroup,
  site: Site,
  offAir = isOffAir(state, group),
): number | null {
  const health = healthOf(state, site.name);
  const pipelines = runningPipelines(state).map((pipeline) => health[pipeline]);
  const whole = pipelines.map(wholeRank);
  if (!whole.includes(null)) return Math.max(ranks.healthy, ...whole.map(Number));
  const alive = pipelines.some(({ status }) => status === 'healthy' || status === 'unknown');
  if (alive && (offAir || group.policy.failoverOn === 'all-pipelines')) return ranks.half;
  return offAir && pipelines.some(({ status }) => status === 'recovering') ? ranks.recovering : null;
}

function wholeRank({ status, facts, leftSuspectAt }: PipelineHealth): number | null {
  if (status === 'healthy') return doubts(facts).length > 0 ? ranks.doubted : ranks.healthy;
  if (status !== 'unknown') return null;
  return leftSuspectAt === undefined ? ranks.unknown : ranks.leftSuspect;
}

/** Every running pipeline is on one site, and that is down on each of them. */
export function isOffAir(state: ChannelState, group: FailoverGroup): boolean {
  const onAir = commonSite(state, group);
  return onAir !== null && isDownAltogether(state, onAir.name);
}

export function isDownAltogether(state: ChannelState, name: SiteName): boolean {
  const running = runningPipelines(state);
  const health = healthOf(state, name);
  return running.length > 0 && running.every((pipeline) => health[pipeline].status === 'down');
}

/** By what is known, the group would be a loss if it were on air. */
export function isKnownLost(state: ChannelState, { policy }: FailoverGroup, name: SiteName): boolean {
  const health = healthOf(state, name);
  const running = runningPipelines(state);
  const down = running.filter((pipeline) => health[pipeline].status === 'down');
  return isLoss(policy, down.length, running.length);
}

/**
 * By MediaConnect's word the group would be a loss if the rest of the channel came to it. Also where that word counts for nothing
 * on air, and one pipeline is there already: for the other the group is still a standby.
 */
export function isSaidLost(
  state: ChannelState,
  { policy }: FailoverGroup,
  name: SiteName,
  now: Millis,
): boolean {
  const health = healthOf(state, name);
  const running = runningPipelines(state);
  const lost = running.filter((pipeline) =>
    mediaConnectEvidence(health[pipeline], { policy, onAir: false }).some(
      ({ confirmedAt }) => confirmedAt <= now,
    ),
  );
  return isLoss(policy, lost.length, running.length);
}

/**
 * The site to switch to: the fittest that is available, by priority; with `flat`, any of the equally fit. Suspect sites are
 * waited for: their window ends soon. `atMost`: none that is less fit.
 */
export function chooseTarget(
  state: ChannelState,
  group: FailoverGroup,
  leaving: SiteName | null,
  seed: string,
  atMost = Infinity,
): Site | null {
  const candidates = group.sites
    .filter((site) => site.available && site.name !== leaving)
    .map((site) => ({ site, rank: fitness(state, group, site) ?? Infinity }))
    .filter(({ rank }) => rank <= atMost && rank < Infinity);
  const best = Math.min(...candidates.map(({ rank }) => rank));
  const fittest = candidates.filter(({ rank }) => rank === best);
  const index = group.policy.targetChoice === 'flat' ? hash(seed) % Math.max(1, fittest.length) : 0;
  return fittest[index]?.site ?? null;
}

/** FNV-1a: spreads event ids evenly and gives the same answer when the event is delivered again. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value;
}
