import type { FailoverGroup, Site, Millis } from '../../core/model/group.ts';
import type { ChannelState } from '../../core/model/state.ts';
import { alertedPipelines, deadSince, fitSince, isLostWith, onAirNow, type Case } from './case.ts';
import { clearMaxMs, confirmMaxMs } from './windows.ts';
import { isOpen } from './orders.ts';
import { lastTold } from './told.ts';

/** How often the world is looked at. */
export const everyMs = 5000;

/** What asking shows is known by then: a round of the reconciler, and what it takes to decide. */
const knownByMs = 90_000;

/** A round has been later than this: nothing that only asking shows can be expected. */
const roundsEveryMs = 80_000;

interface Now extends Case {
  readonly at: Millis;
  readonly group: FailoverGroup;
  readonly state: ChannelState;
  readonly onAir: string | null;
  /** How many of the running pipelines MediaLive shows alerts of that count. */
  readonly alerted: number;
}

/** Something that may be so for a while, and not for longer; `mayLast` null: it is not so. */
interface Standing {
  readonly rule: string;
  readonly mayLast: (now: Now) => { readonly forMs: Millis; readonly details: string } | null;
}

/** Looks at a channel every now and then, and finds what has been so for too long while nothing went wrong. */
export class Standings {
  readonly #since = new Map<string, Millis>();

  /** Nothing has happened yet: most of a run, and not worth a look. */
  #isQuiet({ world, channel, knowledge }: Case): boolean {
    return (
      world.told.length === 0 && channel.alerts.length === 0 && !knowledge.saysBad && this.#since.size === 0
    );
  }

  look(it: Case): void {
    const { world, member } = it;
    const group = world.groupFor(member);
    const state = world.table.states.get(member.channelArn)?.state;
    if (!group || !state || this.#isQuiet(it)) return;
    const at = world.time.now();
    const lastRound = world.functions.rounds.at(-1)?.until ?? -Infinity;
    if (at - lastRound > roundsEveryMs) world.trouble.note(at);
    const onAir = onAirNow(it, group);
    const alerted = alertedPipelines(it, group.policy).length;
    const now: Now = { ...it, at, group, state, onAir, alerted };
    for (const { rule, mayLast } of standings) {
      const found = it.channel.running.length > 0 ? mayLast(now) : null;
      const begunAt = this.#since.get(rule) ?? at;
      const since = Math.max(begunAt, world.trouble.lastAt);
      if (found === null) this.#since.delete(rule);
      else this.#since.set(rule, since);
      // What trouble has left undone, its timer included, is done by the next round at the latest. It began since the look before.
      const forMs = world.trouble.lastAt > begunAt - everyMs ? knownByMs : 0;
      if (found !== null && at - since > Math.max(found.forMs, forMs)) it.found(rule, found.details);
    }
  }
}

function isLost({ alerted, channel, group }: Now): boolean {
  return isLostWith(alerted, channel.running.length, group.policy);
}

/** Sites to go to that really deliver, of which nothing bad is known, long enough for every window. */
function better(now: Now, among: readonly Site[]): Site | undefined {
  return among.find(({ name, available }) => available && name !== now.onAir && isFit(now, name));
}

function isFit(now: Now, name: string): boolean {
  const group = now.group.sites.find((site) => site.name === name);
  const since = group ? fitSince(now, group) : null;
  return since !== null && since + clearMaxMs(now.group.policy) < now.at;
}

/** Nothing forbids automation to act but what it has brought on itself. */
function isFree({ ledger, at, state }: Now): boolean {
  return ledger.holdAt(at) === null && state.switch === null;
}

/** A budget that is spent, or a switch that has failed for good. */
function isBarred({ ledger, group, at, state }: Now): boolean {
  const { failovers } = ledger.spentBefore(group.policy, at);
  return failovers >= group.policy.budget.switches || ledger.gaveUpAt !== null || state.hold !== null;
}

const standings: readonly Standing[] = [
  {
    rule: 'a lost site is left for one that is well',
    mayLast: (now) => {
      const { group, onAir } = now;
      const to = onAir !== null && isLost(now) && isFree(now) ? better(now, group.sites) : undefined;
      if (to === undefined) return null;
      const { lastResortMs } = group.policy;
      // The last resort is for a channel that is off the air on every pipeline.
      if (isBarred(now) && now.alerted < now.channel.running.length) return null;
      // Each time beyond the budget takes twice as long as the one before.
      const barredMs = isBarred(now) ? (lastResortMs ?? Infinity) * 4 : 0;
      const forMs = confirmMaxMs(group.policy) + knownByMs + barredMs;
      return { forMs, details: `${onAir ?? ''} is on air, ${to.name} well` };
    },
  },
  {
    rule: 'pipelines that are apart are put together',
    mayLast: (now) => {
      const { group, onAir, channel } = now;
      const known = channel.running.every((id) =>
        group.sites.some(({ attachment }) => attachment === channel.pipeline(id).attachment),
      );
      const apart = onAir === null && known && isFree(now) && !isBarred(now);
      if (!apart || !group.sites.some(({ name, available }) => available && isFit(now, name))) return null;
      return { forMs: group.policy.divergenceMs + 2 * knownByMs, details: 'two sites are on air' };
    },
  },
  {
    rule: 'a channel comes back to a better site that is well',
    mayLast: (now) => {
      const { group, onAir, at, ledger, state, alerted, channel, knowledge, world, member } = now;
      const { failback, targetChoice, budget } = group.policy;
      const automatic = failback.mode === 'automatic' && targetChoice === 'prioritized';
      const allowed = automatic && isFree(now) && !isBarred(now) && isOpen(group, at);
      if (!allowed || onAir === null || ledger.automationsAt === null || state.planned !== null) return null;
      if (ledger.spentBefore(group.policy, at).all >= budget.switches) return null;
      if (at < ledger.failbackFailedAt + budget.withinMs) return null;
      // An operator's wish since is one that the control plane may have heard of first.
      if (state.intended?.by === 'operator' && world.functions.rounds.length === 0) return null;
      const rank = group.sites.findIndex(({ name }) => name === onAir);
      const to = better(now, group.sites.slice(0, rank));
      const assured = to && channel.running.every((id) => knowledge.isAssured(to.name, id));
      const wholeOnAir = channel.running.every(
        (id) => world.supply.lack(member.channelArn, onAir, id) === null,
      );
      if (!assured || alerted > 0 || !wholeOnAir) return null;
      const forMs = failback.stableMs + clearMaxMs(group.policy) + knownByMs;
      return { forMs, details: `${onAir}, not ${to.name}` };
    },
  },
  {
    rule: 'people are told of a lost site',
    mayLast: (now) => {
      const told = lastTold(now, 'trouble');
      // Of pipelines that are apart people are told where each is, and that one of them gets nothing there.
      const isCarried = now.onAir === null && now.alerted < now.channel.running.length;
      if (!isLost(now) || isCarried || now.state.switch || told === 'lost') return null;
      return { forMs: confirmMaxMs(now.group.policy) + knownByMs, details: `${now.onAir ?? ''}: ${told}` };
    },
  },
  {
    rule: 'people are told of a degraded site',
    mayLast: (now) => {
      const told = lastTold(now, 'trouble');
      const half = now.alerted > 0 && now.onAir !== null && !isLost(now) && now.state.switch === null;
      if (!half || told === 'degraded') return null;
      return {
        forMs: confirmMaxMs(now.group.policy) + clearMaxMs(now.group.policy) + knownByMs,
        details: told,
      };
    },
  },
  {
    rule: 'people are told that trouble is over',
    mayLast: (now) => {
      const { onAir, group, channel, state } = now;
      const told = lastTold(now, 'trouble');
      const well = onAir !== null && state.switch === null && isFit(now, onAir) && now.alerted === 0;
      if (!well || channel.running.length === 0 || (told !== 'lost' && told !== 'degraded')) return null;
      return { forMs: clearMaxMs(group.policy) + knownByMs + 30_000, details: `${onAir}: ${told}` };
    },
  },
  {
    rule: 'people are told that no standby is left',
    mayLast: (now) => {
      const { onAir, group, alerted, state, knowledge, channel } = now;
      const others = group.sites.filter(({ name, available }) => available && name !== onAir);
      const lost = others.every(
        ({ name }) =>
          deadSince(now, name) !== null &&
          !channel.running.some((pipeline) => knowledge.isOnlySuspected(name, pipeline)),
      );
      const gone = others.length > 0 && lost;
      // While they are told that the site on air is lost, they are told that nothing else is left with it.
      const told = lastTold(now, 'standby') === 'lost' || lastTold(now, 'trouble') === 'lost';
      if (!gone || onAir === null || alerted > 0 || state.switch || told) return null;
      return { forMs: confirmMaxMs(group.policy) + 30_000, details: others.map(({ name }) => name).join() };
    },
  },
  {
    rule: 'people are told that a standby is back',
    mayLast: (now) => {
      const { onAir, group, channel, knowledge } = now;
      const to = onAir === null ? undefined : better(now, group.sites);
      const assured = to && channel.running.every((id) => knowledge.isAssured(to.name, id));
      if (!assured || lastTold(now, 'standby') !== 'lost' || now.state.switch) return null;
      return { forMs: clearMaxMs(group.policy) + knownByMs, details: to.name };
    },
  },
];
