import { isDeepStrictEqual } from 'node:util';
import type { Observed } from '../../core/invariants.ts';
import { impediment } from '../../core/holds.ts';
import type { Switch } from '../../core/model/state.ts';
import { isObsolete } from '../../core/timers.ts';
import type { ScheduleEntry } from '../../model/modelled-schedule.ts';
import type { Observer, Watch } from '../world/watch.ts';
import type { World } from '../world/world.ts';
import { fitSince, isLostWith, type Case, type Seen } from './case.ts';
import { clearMaxMs } from './windows.ts';
import { Evidence } from './evidence.ts';
import { Knowledge } from './knowledge.ts';
import { Ledger } from './ledger.ts';
import { checkMessages } from './messages.ts';
import { believedRunning, siteOfAll } from './on-air.ts';
import { iso, orderedNow } from './ordered.ts';
import { checkOrder } from './orders.ts';
import { Plans } from './plans.ts';
import { everyMs, Standings } from './standing.ts';
import { skewMaxMs } from './tolerances.ts';

/** A hold must have its effect by then: a worker that decided before it has ended. */
const holdActsWithinMs = 25_000;

/** The worker that found a site lost has asked MediaLive by then, or was not answered, and has ordered. */
const dutyMs = 3000;

const automatic = /^(failover|failback|heal)-/;

/** What must never be, in the whole world, whatever goes wrong. */
export class Safety implements Observer {
  readonly #world: World;
  readonly #watch: Watch;
  readonly #cases = new Map<string, Case & { readonly plans: Plans }>();
  readonly #standings = new Map<string, Standings>();
  /** The last failover of each channel. */
  readonly #failovers = new Map<string, Switch>();
  /** The schedule actions that orders have led to, by channel and order. */
  readonly #scheduled = new Map<string, ScheduleEntry>();

  constructor(world: World, watch: Watch) {
    this.#world = world;
    this.#watch = watch;
  }

  /** From now on, looks at the channels every now and then. */
  begin(): void {
    const look = () => {
      for (const { channelArn } of this.#world.members) {
        const standings = this.#standings.get(channelArn) ?? new Standings();
        this.#standings.set(channelArn, standings);
        standings.look(this.#caseOf(channelArn));
      }
      this.#world.time.after(everyMs, look);
    };
    this.#world.time.after(everyMs, look);
  }

  idle(observed: Observed): void {
    const seen = this.#seen(observed);
    // Decided from a state that has been overtaken: it was heard all the same, and the event that overtook it has the duty.
    const stored = this.#world.table.states.get(observed.before.channelArn)?.state;
    if ((stored?.version ?? 0) !== observed.before.version) {
      seen.knowledge.hear(observed);
      return;
    }
    seen.knowledge.absorb(observed);
    seen.evidence.absorb(observed);
    // The message of the timer that was armed last has the duty.
    if (!isObsolete(observed.before, observed.event)) this.#checkDuty(seen);
  }

  saved(observed: Observed): void {
    const { after } = observed;
    const seen = this.#seen(observed);
    seen.ledger.hear(observed);
    seen.knowledge.absorb(observed);
    seen.evidence.absorb(observed);
    this.#checkDuty(seen);
    // A channel that stops takes its switch with it; restarted, it is judged anew.
    if (after.decisions.some(({ rule }) => rule === 'not-running')) {
      this.#failovers.delete(after.state.channelArn);
    }
    const ordered = orderedNow(observed);
    if (ordered && automatic.test(ordered.actionName)) {
      checkOrder(seen, ordered);
      this.#checkOnce(observed, ordered);
    }
    checkMessages(seen);
    this.#checkCompletion(observed);
    this.#checkForeign();
    seen.ledger.absorb(observed);
    this.#caseOf(after.state.channelArn).plans.absorb(seen);
  }

  carriedOut(channelArn: string, entry: ScheduleEntry): void {
    const it = this.#caseOf(channelArn);
    it.plans.carriedOut(it, entry);
    it.ledger.carriedOut(entry);
  }

  scheduled(channelArn: string, entry: ScheduleEntry): void {
    const { name } = entry;
    this.#caseOf(channelArn).ledger.scheduled(entry);
    const [, ordered] = /^(\w+-\d+-\w+-\d+T\d+Z(?:-retry\d+)?)(?!.*-prepare$)/.exec(name) ?? [];
    if (ordered !== undefined) {
      const known = this.#scheduled.get(`${channelArn} ${ordered}`);
      // Put there by somebody who is late, after it had been taken out: it is taken out again.
      const again = known?.name === name && known.startAt > this.#world.time.now();
      if (known && !again) this.#found('one order leads to one schedule action', `${known.name} and ${name}`);
      this.#scheduled.set(`${channelArn} ${ordered}`, entry);
    }
    if (!automatic.test(name)) return;
    const now = this.#world.time.now();
    const hold = this.#caseOf(channelArn).ledger.holdAt(now);
    if (hold && hold.at + holdActsWithinMs < now && (hold.until === null || now + skewMaxMs < hold.until)) {
      this.#found('no automatic switch is scheduled under a hold', `${name}, held since ${iso(hold.at)}`);
    }
  }

  /** A site that is known to be lost is left at once, if there is another one and nothing forbids it. */
  #checkDuty(seen: Seen): void {
    const { observed, evidence, channel } = seen;
    const { event, group, after } = observed;
    const { state } = after;
    const running = believedRunning(observed);
    const site = siteOfAll(observed, running);
    if (site === null || state.switch || impediment(state, group, event.now)) return;
    const down = running.filter((pipeline) => evidence.saysDown(observed, site, pipeline, dutyMs));
    if (!isLostWith(down.length, running.length, group.policy)) return;
    const settledMs = clearMaxMs(group.policy) + dutyMs;
    const isKnown = channel.running.every((id) => running.includes(id));
    const well = group.sites.find((other) => {
      const { name, available } = other;
      const isFree = isKnown && available && name !== site && !evidence.hasPreparedAlarm(name);
      const since = isFree ? fitSince(seen, other) : null;
      return since !== null && since + settledMs < event.now;
    });
    // It was made by a policy that has been replaced meanwhile: then every channel looks at itself, and that look has the duty.
    const isOfToday = isDeepStrictEqual(this.#world.groupFor(seen.member)?.policy, group.policy);
    if (well && isOfToday) {
      this.#found(
        'a site known to be lost is left at once',
        `${site} for ${well.name}, ${event.id} at ${iso(event.now)}`,
      );
    }
  }

  /** One outage leads to one switch. */
  #checkOnce({ after }: Observed, ordered: Switch): void {
    if (ordered.kind !== 'failover' || ordered.attempt > 1) return;
    const last = this.#failovers.get(after.state.channelArn);
    const entry = last && this.#world.channel(after.state.channelArn).schedule.find(last.actionName);
    if (entry && entry.startAt > this.#world.time.now()) {
      this.#found(
        'one outage leads to one switch',
        `${ordered.actionName} while ${last.actionName} is to come`,
      );
    }
    this.#failovers.set(after.state.channelArn, ordered);
  }

  /** Told that a switch is done: then it must have been, on every pipeline that counts as running. */
  #checkCompletion(observed: Observed): void {
    const { after, before, group } = observed;
    for (const effect of after.effects) {
      if (effect.type !== 'notify' || effect.notification.event !== 'switch-completed') continue;
      const { correlationId, current } = effect.notification;
      const known = [before.switch, before.planned].find((pending) => pending?.actionName === correlationId);
      const since = (known?.requestedAt ?? -Infinity) - skewMaxMs;
      const target = group.sites.find(({ name }) => name === current)?.attachment ?? '';
      const missing = believedRunning(observed).filter((pipeline) => {
        const there = this.#world.channel(before.channelArn).pipeline(pipeline).attachment === target;
        return !there && this.#world.history.arrivedAt(before.channelArn, pipeline, target) < since;
      });
      if (missing.length > 0) {
        this.#found(
          'a switch is done when every running pipeline has arrived',
          `${correlationId}: ${missing.join()}`,
        );
      }
    }
  }

  #checkForeign(): void {
    for (const { channelArn, name } of this.#world.foreign) {
      if (this.#world.channel(channelArn).schedule.find(name) === null) {
        this.#found('schedule actions of others are left alone', name);
      }
    }
  }

  #seen(observed: Observed): Seen {
    return { ...this.#caseOf(observed.after.state.channelArn), observed };
  }

  #caseOf(channelArn: string): Case & { readonly plans: Plans } {
    const known = this.#cases.get(channelArn);
    if (known) return known;
    const world = this.#world;
    const member = world.members.find((one) => one.channelArn === channelArn);
    if (!member) throw new Error(`There is no channel ${channelArn} in this world.`);
    const knowledge = new Knowledge(world, member);
    const evidence = new Evidence(world, knowledge, member);
    const fresh = {
      world,
      member,
      channel: world.channel(channelArn),
      evidence,
      knowledge,
      ledger: new Ledger(world, member),
      plans: new Plans(),
      found: (rule: string, details: string) => {
        this.#found(rule, details);
      },
    };
    this.#cases.set(channelArn, fresh);
    return fresh;
  }

  #found(rule: string, details: string): void {
    this.#watch.found(rule, details);
  }
}
