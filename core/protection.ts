import { doubts } from './flow-evidence.ts';
import { badEvidence } from './health.ts';
import type { NotificationEvent } from './model/effect.ts';
import type { FailoverGroup, InputGroup } from './model/group.ts';
import type { ChannelState, Protection } from './model/state.ts';
import { announce } from './notification.ts';
import { commonInputGroup, healthOf, runningPipelines } from './on-air.ts';
import { fitness, ranks } from './target.ts';
import { decide, withState, type Turn } from './turn.ts';

type Judged = Omit<Protection, 'since'>;

/**
 * What stands ready if the group on air is lost: `full`, a group that is healthy; `half`, one that is so only in part, or of which
 * nothing is known; `none`. null where that cannot be said: nothing runs, or the pipelines are on different groups.
 */
export function protectionOf(state: ChannelState, group: FailoverGroup): Judged | null {
  const onAir = commonInputGroup(state, group);
  if (!onAir || runningPipelines(state).length === 0) return null;
  const standbys = group.inputGroups.filter(({ name }) => name !== onAir.name);
  const judged = standbys.map((site) => ({ site, rank: rankOf(state, group, site) }));
  const best = judged.reduce((one, other) => (other.rank < one.rank ? other : one), {
    site: standbys[0] ?? onAir,
    rank: Infinity,
  });
  if (best.rank <= ranks.doubted) return { level: 'full', reason: `${best.site.name} is healthy` };
  const reason = judged.map(({ site }) => `${site.name} ${conditionOf(state, group, site)}`).join('; ');
  return { level: best.rank < ranks.recovering ? 'half' : 'none', reason };
}

function rankOf(state: ChannelState, group: FailoverGroup, site: InputGroup): number {
  // As it would be judged if everything on air were down.
  return site.available ? (fitness(state, group, site, true) ?? Infinity) : Infinity;
}

/** In what condition a standby is, for people. */
function conditionOf(state: ChannelState, { policy }: FailoverGroup, site: InputGroup): string {
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
 * People rely on the standby: they are told when it is lost and when it is back. That a switch has just left a lost group is
 * known to them; what is suspect or recovering is waited for.
 */
export function tellProtection(turn: Turn): Turn {
  const { state, group, event } = turn;
  const judged = protectionOf(state, group);
  if (!judged || state.switch || isPending(state, group)) return turn;
  const before = state.protection;
  const since = before?.level === judged.level ? before.since : event.now;
  if (before?.level === judged.level && before.reason === judged.reason) return turn;
  const news = newsOf(before, judged, state);
  const stillTold = before?.told === true && judged.level !== 'full' && news === null;
  const told = stillTold || (news !== null && news !== 'standby-back');
  const noted = withState(turn, { protection: { ...judged, since, ...(told && { told: true }) } });
  if (!news) return noted;
  const why = wordsOf(news, judged);
  return announce(decide(noted, 'protection', 'noted', why, { level: judged.level }), news, why);
}

/** A window of a standby is under way that will decide it. */
function isPending(state: ChannelState, group: FailoverGroup): boolean {
  const onAir = commonInputGroup(state, group);
  return group.inputGroups.some(
    ({ name, available }) =>
      available &&
      name !== onAir?.name &&
      runningPipelines(state).some((pipeline) => healthOf(state, name)[pipeline].status === 'suspect'),
  );
}

function newsOf(
  before: Protection | undefined,
  judged: Judged,
  state: ChannelState,
): NotificationEvent | null {
  if (before?.level === judged.level) return null;
  const isDown = /is down|is disabled/.test(judged.reason);
  const told = state.incident !== null && state.incident.kind !== 'degraded';
  switch (judged.level) {
    case 'full':
      return before?.level === 'none' || before?.told ? 'standby-back' : null;
    case 'half':
      return before?.level === 'full' && isDown && !told ? 'standby-degraded' : null;
    case 'none':
      return isDown && !told && !justLeft(before, state) ? 'standby-lost' : null;
  }
}

/** The channel has gone to another group since protection was last judged: that what it left is down was why. */
function justLeft(before: Protection | undefined, { intended }: ChannelState): boolean {
  return (
    before !== undefined && intended !== null && intended.at >= before.since && intended.by === 'automation'
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
