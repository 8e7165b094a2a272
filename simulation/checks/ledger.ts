import type { Observed } from '../../core/invariants.ts';
import type { Hold, Millis, Policy } from '../../core/model/group.ts';
import type { SwitchKind } from '../../core/model/state.ts';
import type { ChannelMember } from '../../control/ports/member-store.ts';
import type { ScheduleEntry } from '../../model/modelled-schedule.ts';
import type { World } from '../world/world.ts';
import { orderedNow } from './ordered.ts';

/** An automatic switch that was ordered, and what became of it. */
interface Charge {
  readonly name: string;
  readonly kind: SwitchKind;
  readonly at: Millis;
  /** It has been in MediaLive's schedule; null: not yet. */
  scheduledFor: Millis | null;
  /** When it became certain that it never will be, or was taken out again; null: it counts. */
  voidAt: Millis | null;
}

const automatic: ReadonlySet<SwitchKind> = new Set(['failover', 'failback', 'heal']);

/** The accounts of one channel, kept apart from the core's own: what was charged to its budget, who holds it, whose wish is on air. */
export class Ledger {
  readonly #world: World;
  readonly #member: ChannelMember;
  readonly #charges: Charge[] = [];
  #hold: Hold | null = null;
  /** Automation has given up after a switch that failed. */
  #gaveUpAt: Millis | null = null;
  /** Automation went where the channel is by itself, or an operator has given it the right to. */
  #automationsAt: Millis | null = null;
  #releasedAt: Millis = -Infinity;
  #failbackFailedAt: Millis = -Infinity;

  constructor(world: World, member: ChannelMember) {
    this.#world = world;
    this.#member = member;
  }

  /** An operator's hold on the channel or on its group, at `now`. */
  holdAt(now: Millis): Hold | null {
    const groups = this.#world.table.groups.get(this.#member.group)?.operator.hold ?? null;
    return [this.#hold, groups].find((hold) => hold && (hold.until === null || now < hold.until)) ?? null;
  }

  /** Since when automation leaves the channel alone because a switch of it has failed; null: it does not. */
  get gaveUpAt(): Millis | null {
    return this.#gaveUpAt;
  }

  /** When a failback last came to nothing for good: the next one waits until a budget later. */
  get failbackFailedAt(): Millis {
    return this.#failbackFailedAt;
  }

  /** When an operator last gave the channel back to automation, by the world's clock. */
  get releasedAt(): Millis {
    return this.#releasedAt;
  }

  /** Since when automation may bring the channel back to a better site; null: it may not. */
  get automationsAt(): Millis | null {
    return this.#automationsAt;
  }

  /** The automatic switches of before that count against the budget at `now`, and those of them that were no failbacks. */
  spentBefore({ budget }: Policy, now: Millis): { readonly all: number; readonly failovers: number } {
    const charged = this.#charges.filter(
      ({ at, voidAt }) => voidAt === null && at < now && now < at + budget.withinMs,
    );
    return { all: charged.length, failovers: charged.filter(({ kind }) => kind !== 'failback').length };
  }

  /** Takes in an operator's hold or release, and what has come to nothing: it is in force for what the same decision orders. */
  hear({ event, after }: Observed): void {
    this.#strikeOff(after.state.switch?.actionName, after.state.planned?.actionName);
    if (event.type !== 'command' || after.decisions.some(({ outcome }) => outcome === 'refused')) return;
    const { command } = event;
    if (command.action === 'hold') {
      const { reason, until } = command;
      this.#hold = { by: event.by, reason, at: event.now, until };
    }
    if (command.action === 'release') {
      this.#hold = null;
      this.#gaveUpAt = null;
      this.#releasedAt = this.#world.time.now();
      this.#failbackFailedAt = -Infinity;
      // The budget begins anew.
      for (const charge of this.#charges) charge.voidAt ??= event.now;
      this.#automationsAt = this.#releasedAt;
    }
  }

  /** Takes in what was ordered, and whether automation holds the channel from now on. */
  absorb(observed: Observed): void {
    const { event, after, before } = observed;
    const now = event.now;
    const ordered = orderedNow(observed);
    if (ordered?.attempt === 1 && automatic.has(ordered.kind)) {
      this.#charges.push({
        name: ordered.actionName,
        kind: ordered.kind,
        at: now,
        scheduledFor: null,
        voidAt: null,
      });
    }
    if (ordered && !automatic.has(ordered.kind)) this.#gaveUpAt = null;
    const hold = after.state.hold;
    if (hold?.kind === 'automation' && before.hold?.kind !== 'automation') this.#gaveUpAt ??= now;
    if (hold?.kind !== 'automation') this.#gaveUpAt = null;
    if (after.state.failbackAfter !== before.failbackAfter) this.#failbackFailedAt = now;
  }

  scheduled({ name, startAt }: ScheduleEntry): void {
    const charge = this.#charges.find((known) => isTryOf(name, known.name));
    if (charge) charge.scheduledFor = startAt;
  }

  /** An action has its time. Whose wish it carries out is on air; automation's own, where the channel is already, changes nothing. */
  carriedOut({ name, kind, attachment }: ScheduleEntry): void {
    if (kind !== 'switch' || name.startsWith('heal-')) return;
    const channel = this.#world.channel(this.#member.channelArn);
    const moves = channel.running.some((id) => channel.pipeline(id).attachment !== attachment);
    if (!/^(failover|failback)-/.test(name)) this.#automationsAt = null;
    else if (moves) this.#automationsAt = this.#world.time.now();
  }

  /** What is no longer pending and is not in the schedule has never been, or has been taken out. */
  #strikeOff(...pending: readonly (string | undefined)[]): void {
    const { schedule } = this.#world.channel(this.#member.channelArn);
    const now = this.#world.time.now();
    for (const charge of this.#charges) {
      if (pending.some((name) => name !== undefined && isTryOf(name, charge.name))) continue;
      const happened = charge.scheduledFor !== null && charge.scheduledFor <= now;
      const there = schedule.entries.some(({ name }) => isTryOf(name, charge.name));
      if (!happened && !there) charge.voidAt ??= now;
    }
  }
}

/** The first try of an order, or a later one, under whatever name it had to be given. */
export function isTryOf(name: string, ordered: string): boolean {
  const order = ordered.split('-').slice(0, 3).join('-');
  return name.startsWith(`${order}-`) || name === ordered;
}
