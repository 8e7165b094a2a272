import { isDeepStrictEqual } from 'node:util';
import { broken, type Observed } from '../../core/invariants.ts';
import type { ChannelState } from '../../core/model/state.ts';
import type { Decider } from '../../control/loop/deps.ts';
import type { ScheduleEntry } from '../../model/modelled-schedule.ts';

/** Something that must not be. */
export interface Finding {
  readonly rule: string;
  readonly details: string;
}

export interface Observer {
  /** A decision that the table has taken. */
  saved(observed: Observed): void;
  /** A decision that changed nothing, and was not saved for that. */
  idle?(observed: Observed): void;
  /** MediaLive has taken an action into a channel's schedule. */
  scheduled(channelArn: string, entry: ScheduleEntry): void;
  /** MediaLive has refused an order of the channel for being one too many. */
  throttled?(channelArn: string): void;
  /** An action has its time. */
  carriedOut?(channelArn: string, entry: ScheduleEntry): void;
}

/** Sees every decision and what became of it, and keeps what is wrong. */
export class Watch {
  /** By rule, the first of each. */
  readonly #findings = new Map<string, Finding>();
  readonly #pending = new WeakMap<ChannelState, Observed>();
  readonly #observers: Observer[] = [];
  /** How many decisions there were. */
  transitions = 0;

  get findings(): readonly Finding[] {
    return [...this.#findings.values()];
  }

  observe(observer: Observer): void {
    this.#observers.push(observer);
  }

  found(rule: string, details: string): void {
    if (!this.#findings.has(rule)) this.#findings.set(rule, { rule, details });
  }

  /** The same decisions, each held to the core's own invariants. */
  around({ inquiryFor, transition }: Decider): Decider {
    return {
      inquiryFor,
      transition: (before, event, group) => {
        const after = transition(before, event, group);
        this.transitions += 1;
        const observed = { before, event, group, after };
        for (const rule of broken(observed)) this.found(rule, `${event.type} ${event.id}`);
        if (after.effects.length === 0 && isDeepStrictEqual(after.state, before)) {
          for (const observer of this.#observers) observer.idle?.(observed);
        } else {
          this.#pending.set(after.state, observed);
        }
        return after;
      },
    };
  }

  saved(decided: ChannelState): void {
    const observed = this.#pending.get(decided);
    if (observed) for (const observer of this.#observers) observer.saved(observed);
  }

  carriedOut(channelArn: string, entry: ScheduleEntry): void {
    for (const observer of this.#observers) observer.carriedOut?.(channelArn, entry);
  }

  throttled(channelArn: string): void {
    for (const observer of this.#observers) observer.throttled?.(channelArn);
  }

  scheduled(channelArn: string, entry: ScheduleEntry): void {
    for (const observer of this.#observers) observer.scheduled(channelArn, entry);
  }
}
