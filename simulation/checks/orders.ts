import type { FailoverGroup, Millis, PipelineId } from '../../core/model/group.ts';
import type { Switch } from '../../core/model/state.ts';
import { deadSince, isLostWith, type Seen } from './case.ts';
import { clearMaxMs, windowOf } from './windows.ts';
import { believedRunning } from './on-air.ts';
import { iso } from './ordered.ts';
import { listLagMs, skewMaxMs } from './tolerances.ts';

/** A loss that is over is not on the way to being heard of for longer than this, where MediaLive was asked. */
const overMs = 3000;

const triesMax = 2;

/** What is held against an automatic switch at the moment it is ordered. */
export function checkOrder(seen: Seen, order: Switch): void {
  const { found, observed } = seen;
  const what = `${order.actionName} at ${iso(observed.event.now)}`;
  if (order.attempt > triesMax) found('a switch is tried twice at most', what);
  checkTarget(seen, order, what);
  checkLeave(seen, order, what);
  if (order.attempt > 1) return;
  checkAsked(seen, order, what);
  if (order.kind === 'failover') checkCause(seen, order, what);
  if (order.kind === 'failback') checkFailback(seen, order, what);
}

/** Never onto a site of which nothing arrives and which could have been known to be dead. */
function checkTarget(seen: Seen, order: Switch, what: string): void {
  const dead = deadSince(seen, order.to);
  if (dead === null) return;
  // Where everything is dead, pipelines that are apart may be put together anywhere.
  const others = seen.observed.group.sites.filter(({ name }) => name !== order.to);
  if (order.kind === 'heal' && others.every(({ name }) => deadSince(seen, name) !== null)) return;
  const rule =
    order.attempt > 1
      ? 'a second try is not made onto a site that is lost'
      : 'never onto a dead standby that could have been known';
  seen.found(rule, `${what}, dead since ${iso(dead)}: ${seen.knowledge.whatSpeaksAgainst(order.to)}`);
}

/** Holds, the budget, and automation's own word that it leaves the channel alone. */
function checkLeave(seen: Seen, order: Switch, what: string): void {
  const { found, ledger, observed } = seen;
  const { event, group, before } = observed;
  const hold = ledger.holdAt(event.now);
  if (hold && hold.at < event.now) found("nothing automatic under an operator's hold", what);
  if (order.attempt > 1) return;
  const { budget, lastResortMs } = group.policy;
  const spent = ledger.spentBefore(group.policy, event.now);
  const overdrawn = (order.kind === 'failback' ? spent.all : spent.failovers) >= budget.switches;
  if (order.kind !== 'failover' && overdrawn) found('automation stays within its budget', what);
  const gaveUp = ledger.gaveUpAt !== null && before.hold?.kind === 'automation';
  if (order.kind !== 'failover' || !(overdrawn || gaveUp)) return;
  const dark = darkFor(seen, order);
  const misled = channelIsMisled(seen, order);
  if (!misled && (lastResortMs === null || dark + skewMaxMs < lastResortMs)) {
    found('beyond its budget a channel is switched as the last resort alone', `${what}, dark for ${dark} ms`);
  }
}

/** What stands against the site is of another one, on every pipeline of it, and nobody can tell. */
function channelIsMisled({ evidence, channel, observed }: Seen, { from }: Switch): boolean {
  return channel.running.every((id) => evidence.isMisled(observed.group, from ?? '', id));
}

/** For how long the site that is left has delivered nothing, as far as it matters. */
function darkFor(seen: Seen, { from }: Switch): number {
  const { world, channel, observed } = seen;
  const since = channel.running.map((id) => darkSince(seen, from ?? '', id));
  const { failoverOn } = observed.group.policy;
  return world.time.now() - (failoverOn === 'any-pipeline' ? Math.min(...since) : Math.max(...since));
}

/** Since when it has lacked something; what was over for less than the clear window was not over. Infinity: it lacks nothing. */
function darkSince({ world, member, observed }: Seen, site: string, pipeline: PipelineId): Millis {
  const { channelArn } = member;
  const since = world.supply.lackingSince(channelArn, site, pipeline);
  if (since === null) return Infinity;
  const clearMs = clearMaxMs(observed.group.policy);
  const latestFirst = world.supply.periods(channelArn, site, pipeline).toSorted((a, b) => b.from - a.from);
  return latestFirst.reduce(
    (start, { from, until }) => (from < start && until !== null && until + clearMs > start ? from : start),
    since,
  );
}

function checkAsked({ found, observed }: Seen, { kind }: Switch, what: string): void {
  const { group, event } = observed;
  if (kind === 'failover' && group.policy.secondLook && event.answers?.alerts === undefined) {
    found('MediaLive is asked before an automatic failover', what);
  }
  if (kind === 'heal' && typeof event.answers?.channel !== 'object') {
    found('pipelines are put together when MediaLive shows them apart', what);
  }
}

/** A failover rests on a loss that has lasted, by what was heard and, where MediaLive was asked, in truth. */
function checkCause(seen: Seen, order: Switch, what: string): void {
  const { evidence, observed, found, world, member } = seen;
  const { group, event, before } = observed;
  const from = order.from ?? '';
  const unstable = (before.shortLosses?.length ?? 0) + 1 >= group.policy.accumulated.losses;
  if (unstable && group.policy.accumulated.action === 'failover') return;
  const running = believedRunning(observed);
  const down = running.filter((pipeline) => evidence.saysDown(observed, from, pipeline));
  if (!isLostWith(down.length, running.length, group.policy)) {
    found('a failover rests on evidence that has lasted', what);
  }
  const answered = typeof event.answers?.alerts === 'object' && world.climate.alertsOld === 0;
  if (!answered) return;
  const lasted = running.filter(
    (pipeline) =>
      hasLasted(seen, from, pipeline) ||
      evidence.isMisled(group, from, pipeline) ||
      stands(seen, from, pipeline),
  );
  if (!isLostWith(lasted.length, running.length, group.policy)) {
    found('a failover rests on a loss that has lasted', `${what} (${member.name ?? ''})`);
  }
}

/** One loss, without a break, that was longer than the window of what tells of it, and is not long over. */
function hasLasted({ world, member, observed }: Seen, site: string, pipeline: PipelineId): boolean {
  const now = world.time.now();
  const periods = world.supply.periods(member.channelArn, site, pipeline);
  return periods.some(({ lack, from, until }) => {
    if ((until ?? now) + overMs < now) return false;
    const joined = periods.find((earlier) => earlier.until === from);
    const window = Math.min(
      ...[lack, ...(joined ? [joined.lack] : [])].map((kind) => windowOf(observed.group.policy, kind)),
    );
    return Math.min(until ?? now, now) - (joined?.from ?? from) + skewMaxMs >= window;
  });
}

/**
 * Nothing that was heard contradicts MediaConnect's word of a loss, and something is wrong there now, or the policy wants no second
 * look and the word is so young that a list of MediaLive's may lag behind it.
 */
function stands({ world, member, knowledge, observed }: Seen, site: string, pipeline: PipelineId): boolean {
  const isWrong = world.supply.lack(member.channelArn, site, pipeline) !== null;
  const saidFrom = knowledge.saidDeadFrom(site, pipeline);
  const { event, group } = observed;
  const isYoung = !group.policy.secondLook && event.now < Number(saidFrom) + listLagMs;
  return saidFrom !== null && (isWrong || isYoung);
}

/** A failback goes to a site that somebody vouches for, that has been well for long enough, within its hours. */
function checkFailback(seen: Seen, order: Switch, what: string): void {
  const { evidence, observed, knowledge, channel, found } = seen;
  const { event, group } = observed;
  const stableMs = Math.max(group.policy.failback.stableMs, clearMaxMs(group.policy));
  const running = believedRunning(observed);
  if (running.some((id) => evidence.isShaky(order.to, id, event.now, stableMs - skewMaxMs))) {
    found('failback waits for good evidence of the better site', what);
  }
  // That a pipeline runs again is known a moment later; that the site is down there, before.
  const unassured = channel.running.filter((id) =>
    running.includes(id) ? !knowledge.isAssured(order.to, id) : knowledge.clearSince(order.to, id) === null,
  );
  if (unassured.length > 0) {
    const against = knowledge.whatSpeaksAgainst(order.to) || `nobody vouches on ${unassured.join()}`;
    found('failback goes where somebody says that media arrives', `${what}: ${against}`);
  }
  if (!isOpen(group, event.now)) found('failback keeps to its hours', what);
  if (wasMovedByOperator(seen)) found("automation does not undo an operator's switch", what);
}

/**
 * What is on air was brought there by an operator, as is known, and he has not given it back. The last to bring a pipeline there
 * counts: one that had been stopped may still be where he once left it. A heal only follows the wish of another, and where
 * automation has since sent it to where it was already, MediaLive names automation.
 */
function wasMovedByOperator({ world, channel, observed, ledger }: Seen): boolean {
  const { before } = observed;
  const { history } = world;
  const known = channel.running.every(
    (id) => channel.pipeline(id).attachment === before.pipelines[id].attachment,
  );
  const arrivals = channel.running.flatMap((id) => {
    const { attachment, actionName } = channel.pipeline(id);
    const by = history.broughtBy(before.channelArn, id, attachment);
    if (by === null || by !== actionName || by.startsWith('heal')) return [];
    return [{ by, at: history.arrivedAt(before.channelArn, id, attachment) }];
  });
  const lastAt = Math.max(...arrivals.map(({ at }) => at));
  const moved = arrivals.some(({ by, at }) => at === lastAt && /^(manual|planned|act)/.test(by));
  return known && moved && ledger.releasedAt <= lastAt;
}

/** Between the hours of failback; over midnight where they begin after they end. */
export function isOpen({ policy }: FailoverGroup, now: number): boolean {
  const { hours } = policy.failback;
  if (!hours) return true;
  const date = new Date(now);
  const minute = date.getUTCHours() * 60 + date.getUTCMinutes();
  const { fromMinute, toMinute } = hours;
  return fromMinute <= toMinute
    ? minute >= fromMinute && minute < toMinute
    : minute >= fromMinute || minute < toMinute;
}
