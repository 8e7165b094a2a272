import type { Observed } from '../../core/invariants.ts';
import { impediment } from '../../core/holds.ts';
import type { Hold, PipelineId } from '../../core/model/group.ts';
import type { Switch } from '../../core/model/state.ts';
import { isObsolete } from '../../core/timers.ts';
import type { ScheduleEntry } from '../ports/modelled-schedule.ts';
import type { Observer, Watch } from '../world/watch.ts';
import type { World } from '../world/world.ts';
import { believedRunning, commonSite, Evidence } from './evidence.ts';

/** A hold must have its effect by then: whoever decided before it has come to an end. */
const holdActsWithinMs = 25_000;

/** By how much the clocks of functions may be off. */
const skewMaxMs = 500;

const automatic = /^(failover|failback|heal)-/;

/** What must never be, in the whole world, whatever goes wrong. */
export class Safety implements Observer {
  readonly #world: World;
  readonly #watch: Watch;
  readonly #evidence = new Map<string, Evidence>();
  /** The last failover of each channel. */
  readonly #failovers = new Map<string, Switch>();
  /** The schedule actions that orders have led to, by channel and order. */
  readonly #scheduled = new Map<string, string>();
  readonly #releasedAt = new Map<string, number>();

  constructor(world: World, watch: Watch) {
    this.#world = world;
    this.#watch = watch;
  }

  idle(observed: Observed): void {
    const evidence = this.#evidenceOf(observed.after.state.channelArn);
    evidence.absorb(observed);
    // The message of the timer that was armed last has the duty.
    if (isObsolete(observed.before, observed.event)) return;
    // Decided from a state that has been overtaken: whoever did that has the duty.
    const stored = this.#world.table.states.get(observed.before.channelArn)?.state;
    if ((stored?.version ?? 0) === observed.before.version) this.#checkDuty(observed, evidence);
  }

  saved(observed: Observed): void {
    const { event, after } = observed;
    const evidence = this.#evidenceOf(after.state.channelArn);
    evidence.absorb(observed);
    this.#checkDuty(observed, evidence);
    if (event.type === 'command' && event.command.action === 'release') {
      this.#releasedAt.set(after.state.channelArn, this.#world.time.now());
    }
    // A channel that stops takes its switch with it; restarted, it is judged anew.
    if (after.decisions.some(({ rule }) => rule === 'not-running'))
      this.#failovers.delete(after.state.channelArn);
    const ordered = orderedNow(observed);
    if (ordered && automatic.test(ordered.actionName)) this.#checkOrder(observed, ordered, evidence);
    this.#checkCompletion(observed);
    this.#checkForeign();
  }

  scheduled(channelArn: string, { name }: ScheduleEntry): void {
    const [, ordered] = /^(\w+-\d+-\w+-\d+T\d+Z(?:-retry\d+)?)(?!.*-prepare$)/.exec(name) ?? [];
    if (ordered !== undefined) {
      const known = this.#scheduled.get(`${channelArn} ${ordered}`);
      if (known !== undefined) this.#found('one order leads to one schedule action', `${known} and ${name}`);
      this.#scheduled.set(`${channelArn} ${ordered}`, name);
    }
    if (!automatic.test(name)) return;
    const hold = this.#holdOn(channelArn);
    const now = this.#world.time.now();
    if (hold && hold.at + holdActsWithinMs < now && (hold.until === null || now + skewMaxMs < hold.until)) {
      this.#found('no automatic switch is scheduled under a hold', `${name}, held since ${iso(hold.at)}`);
    }
  }

  /** A site that is known to be lost is left at once, if there is another one and nothing forbids it. */
  #checkDuty(observed: Observed, evidence: Evidence): void {
    const { event, group, after } = observed;
    const { state } = after;
    const running = believedRunning(observed);
    const site = commonSite(observed, running);
    if (site === null || state.switch || impediment(state, group, event.now)) return;
    const down = running.filter((pipeline) => evidence.saysDown(observed, site, pipeline, 1000));
    const lost =
      group.policy.failoverOn === 'all-pipelines' ? down.length === running.length : down.length > 0;
    const well = group.inputGroups.find(
      ({ name, available }) =>
        available &&
        name !== site &&
        running.every((pipeline) => state.health[name]?.[pipeline].status === 'healthy'),
    );
    if (lost && well)
      this.#found(
        'a site known to be lost is left at once',
        `${site} for ${well.name}, ${event.id} at ${iso(event.now)}`,
      );
  }

  #checkOrder(observed: Observed, ordered: Switch, evidence: Evidence): void {
    const { event, group, after } = observed;
    const running = believedRunning(observed);
    const dead = running.filter((pipeline) => evidence.saysDead(observed, ordered.to, pipeline));
    const lost = (count: number) =>
      group.policy.failoverOn === 'all-pipelines' ? count === running.length : count > 0;
    if (running.length > 0 && lost(dead.length) && ordered.attempt === 1) {
      this.#found('automation never switches to a site that it has been told is dead', ordered.actionName);
    }
    if (ordered.kind === 'failback' && ordered.attempt === 1)
      this.#checkFailback(observed, ordered, evidence, running);
    if (ordered.kind !== 'failover' || ordered.attempt > 1) return;
    const down = running.filter((pipeline) => evidence.saysDown(observed, ordered.from ?? '', pipeline));
    if (!lost(down.length)) {
      this.#found(
        'a failover rests on evidence that has lasted',
        `${ordered.actionName} at ${iso(event.now)}`,
      );
    }
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

  #checkFailback(
    observed: Observed,
    ordered: Switch,
    evidence: Evidence,
    running: readonly PipelineId[],
  ): void {
    const { event, group, before } = observed;
    const { stableMs } = group.policy.failback;
    if (running.some((pipeline) => evidence.isShaky(ordered.to, pipeline, event.now, stableMs))) {
      this.#found(
        'failback waits for good evidence of the better site',
        `${ordered.actionName} at ${iso(event.now)}`,
      );
    }
    const channel = this.#world.channel(before.channelArn);
    const seen = channel.running.every(
      (id) => channel.pipeline(id).attachment === before.pipelines[id].attachment,
    );
    const byOperator = channel.running.some((id) => {
      const { attachment } = channel.pipeline(id);
      const { history } = this.#world;
      // A switch to where the channel was already moves nothing and shows nowhere.
      const actionName = history.broughtBy(before.channelArn, id, attachment);
      const arrivedAt = history.arrivedAt(before.channelArn, id, attachment);
      const released = (this.#releasedAt.get(before.channelArn) ?? -Infinity) > arrivedAt;
      return actionName !== null && /^(manual|planned|act)/.test(actionName) && !released;
    });
    if (seen && byOperator) this.#found("automation does not undo an operator's switch", ordered.actionName);
  }

  /** Told that a switch is done: then it must have been, on every pipeline that counts as running. */
  #checkCompletion(observed: Observed): void {
    const { after, before, group } = observed;
    const told = after.effects.some(
      (effect) => effect.type === 'notify' && effect.notification.event === 'switch-completed',
    );
    const done = before.switch ?? before.planned;
    if (!told || !done) return;
    const target = group.inputGroups.find(({ name }) => name === done.to)?.attachment ?? '';
    const { history } = this.#world;
    const missing = believedRunning(observed).filter((pipeline) => {
      const channel = this.#world.channel(before.channelArn);
      const there = channel.pipeline(pipeline).attachment === target;
      return !there && history.arrivedAt(before.channelArn, pipeline, target) < done.requestedAt - skewMaxMs;
    });
    if (missing.length > 0) {
      this.#found(
        'a switch is done when every running pipeline has arrived',
        `${done.actionName}: ${missing.join()}`,
      );
    }
  }

  #checkForeign(): void {
    for (const { channelArn, name } of this.#world.foreign) {
      if (this.#world.channel(channelArn).schedule.find(name) === null) {
        this.#found('schedule actions of others are left alone', name);
      }
    }
  }

  #holdOn(channelArn: string): Hold | null {
    const { table, setting } = this.#world;
    const own = table.states.get(channelArn)?.state.hold ?? null;
    return own ?? table.groups.get(setting.group)?.operator.hold ?? null;
  }

  #evidenceOf(channelArn: string): Evidence {
    const known = this.#evidence.get(channelArn) ?? new Evidence();
    this.#evidence.set(channelArn, known);
    return known;
  }

  #found(rule: string, details: string): void {
    this.#watch.found(rule, details);
  }
}

/** The switch that this decision has ordered. */
function orderedNow({ after }: Observed): Switch | null {
  const effect = after.effects.find(({ type }) => type === 'schedule-switch');
  if (effect?.type !== 'schedule-switch') return null;
  return (
    [after.state.switch, after.state.planned].find((pending) => pending?.actionName === effect.actionName) ??
    null
  );
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
