import type { FailoverGroup, Millis } from '../../core/model/group.ts';
import type { ScheduleEntry } from '../../model/modelled-schedule.ts';
import { alertedPipelines, deadSince, onAirNow, type Case, type Seen } from './case.ts';
import { siteOf } from './on-air.ts';
import { isTryOf } from './ledger.ts';

/** A plan is judged by what is known so long before its time: MediaLive lets go of it until 15 s before. */
const judgedBeforeMs = 25_000;

/** What was ordered for later in one channel, and what was taken back. */
export class Plans {
  /** The names of plans that an operator insists on. */
  readonly #forced = new Set<string>();
  /** Actions that people were told are taken back. */
  readonly #takenBack = new Map<string, Millis>();

  absorb({ observed, world }: Seen): void {
    const { event, after } = observed;
    const planned = after.state.planned;
    if (event.type === 'command' && event.command.action === 'switch' && event.command.force && planned) {
      this.#forced.add(planned.actionName);
    }
    for (const effect of after.effects) {
      if (effect.type !== 'notify') continue;
      const { event: kind, correlationId } = effect.notification;
      if (isTakenBack(kind)) this.#takenBack.set(correlationId, world.time.now());
      // A withdrawal that comes too late is told as well.
      else this.#takenBack.delete(correlationId);
    }
  }

  /** An action of the schedule has its time. */
  carriedOut(it: Case, { name, startAt, attachment }: ScheduleEntry): void {
    for (const [ordered, at] of this.#takenBack) {
      if (isTryOf(name, ordered) && at < startAt) it.found('what was taken back never happens', name);
    }
    if (!name.startsWith('planned-')) return;
    const group = it.world.groupFor(it.member);
    const site = group && siteOf(group, attachment);
    const forced = [...this.#forced].some((ordered) => isTryOf(name, ordered));
    if (!site || forced || it.world.trouble.lastAt > startAt - 2 * judgedBeforeMs) return;
    const dead = deadSince(it, site);
    if (dead === null || dead > startAt - judgedBeforeMs) return;
    // Where what is on air is no better, there is nothing to lose.
    const onAir = onAirNow(it, group);
    if (onAir === null || onAir === site || deadSince(it, onAir) !== null || isOffAir(it, group)) return;
    it.found(
      'no plan onto a site that is known to be dead',
      `${name}, dead since ${startAt - dead} ms before`,
    );
  }
}

function isOffAir(it: Case, { policy }: FailoverGroup): boolean {
  return alertedPipelines(it, policy).length === it.channel.running.length;
}

function isTakenBack(kind: string): boolean {
  return kind === 'plan-cancelled' || kind === 'plan-withdrawn' || kind === 'switch-withdrawn';
}
