import { doubts } from './flow-evidence.ts';
import { badEvidence } from './health.ts';
import type { NotificationEvent } from './model/effect.ts';
import type { FailoverGroup, Site } from './model/group.ts';
import type { ChannelState, Protection } from './model/state.ts';
import { announce } from './notification.ts';
import { commonSite, healthOf, runningPipelines } from './on-air.ts';
import { fitness, ranks } from './target.ts';
import { record, withState, type Turn } from './turn.ts';

type Judged = Omit<Protection, 'since'>;

/**
 * What stands ready if the site on air is lost: `full`, a site that is healthy; `half`, one that is so only in part, or of which
 * nothing is known; `none`. null where that cannot be said: nothing runs, or the pipelines are on different groups.
 */
export function protectionOf(state: ChannelState, group: FailoverGroup): Judged | null {
  const onAir = commonSite(state, group);
  if (!onAir || runningPipelines(state).length === 0) return null;
  const standbys = group.sites.filter(({ name }) => name !== onAir.name);
  const judged = standbys.map((site) => ({ site, rank: rankOf(state, group, site) }));
  const best = judged.reduce((one, other) => (other.rank < one.rank ? other : one), {
    site: standbys[0] ?? onAir,
    rank: Infinity,
  });
  if (best.rank <= ranks.doubted) return { level: 'full', reason: `${best.site.name} is healthy` };
  const reason = judged.map(({ site }) => `${site.name} ${conditionOf(state, group, site)}`).join('; ');
  return { level: best.rank < ranks.recovering ? 'half' : 'none', reason };
}

function rankOf(state: ChannelState, group: FailoverGroup, site: Site): number {
  // As it would be judged if everything on air were down.
  return site.available ? (fitness(state, group, site, true) ?? Infinity) : Infinity;
}

/** In what condition a standby is, for people. */
function conditionOf(state: ChannelState, { policy }: FailoverGroup, site: Site): string {
  if (!site.available) return 'is disabled';
  const health = healthOf(state, site.name);
  const running = runningPipelines(state);
  const each = running.map((pipeline) => {
    const { status } = health[pipeline];
    const bad = badEvidence(health[pipeline], { policy, onAir: false }).map(({ what }) => what);
    const why = bad.length > 0 ? bad : doubts(health[pipeline].facts);
    return `is ${status}${why.length > 0 ? ` (${why.join(', ')})` : ''}`;
  });
  const [first = 'is unknown'] = each;
  if (each.every((one) => one === first)) return first;
  return running.map((pipeline, index) => `${each[index] ?? ''} on pipeline ${pipeline}`).join(' and ');
}

/**
 * People rely on the standby: they are told when it is lost, also by the failover that has just left it, and when it is back.
 * What is suspect is waited for; while the site on air is lost, that is what they are told.
 */
export function tellProtection(turn: Turn): Turn {
  const { state, group, event } = turn;
  const judged = protectionOf(state, group);
  if (!judged || state.switch || isPending(state, group)) return turn;
  const before = state.protection;
  const news = newsOf(turn, judged);
  if (!news && before?.level === judged.level && before.reason === judged.reason) return turn;
  const since = before?.level === judged.level ? before.since : event.now;
  const { level } = judged;
  const told = level === 'full' ? undefined : news === null ? before?.told : level;
  const noted = withState(turn, { protection: { ...judged, since, ...(told && { told }) } });
  if (!news) return noted;
  const why = wordsOf(news, judged);
  return announce(record(noted, 'protection', 'noted', why, { level }), news, why);
}

/** A window of a standby is under way that will decide it. */
function isPending(state: ChannelState, group: FailoverGroup): boolean {
  const onAir = commonSite(state, group);
  return group.sites.some(
    ({ name, available }) =>
      available &&
      name !== onAir?.name &&
      runningPipelines(state).some((pipeline) => healthOf(state, name)[pipeline].status === 'suspect'),
  );
}

function newsOf({ state, group }: Turn, { level }: Judged): NotificationEvent | null {
  const { protection: { told } = {}, incident } = state;
  if (level === 'full') return told ? 'standby-back' : null;
  const isLost = incident !== null && incident.kind !== 'degraded';
  if (isLost || !isKnownBad(state, group)) return null;
  if (level === 'half') return told ? null : 'standby-degraded';
  return told === 'none' ? null : 'standby-lost';
}

/** Something says that a standby cannot be used, or not wholly; that nothing is known of one is no news. */
function isKnownBad(state: ChannelState, group: FailoverGroup): boolean {
  const onAir = commonSite(state, group);
  return group.sites.some(
    ({ name, available }) =>
      name !== onAir?.name &&
      (!available ||
        runningPipelines(state).some((pipeline) => healthOf(state, name)[pipeline].status === 'down')),
  );
}

function wordsOf(news: NotificationEvent, { reason }: Judged): string {
  switch (news) {
    case 'standby-back':
      return `A loss would be answered again: ${reason}.`;
    case 'standby-degraded':
      return `The standby is degraded: ${reason}.`;
    default:
      return `No standby is left, a loss could not be answered: ${reason}.`;
  }
}
