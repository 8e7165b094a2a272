import type { Observed } from '../../core/invariants.ts';
import type { Millis } from '../../core/model/group.ts';
import type { AwsEvent } from '../../control/events/sample.ts';
import type { Observer, Watch } from '../world/watch.ts';
import type { World } from '../world/world.ts';
import { beyondMax, busyMs, inLineMs, lossMax, minuteMs, quietMax } from './brownout-rule.ts';

/**
 * What is owed and cannot be carried out is tried at a pace: while a dependency fails, a channel to which nothing happens is
 * decided on hardly more often than on a quiet day.
 */
export class Pace implements Observer {
  readonly #world: World;
  readonly #watch: Watch;
  /** When something was decided on a channel in the last minute, and nothing has happened to it. */
  readonly #times = new Map<string, Millis[]>();
  readonly #timesInLine = new Map<string, Millis[]>();
  /** Until when a channel has something to do. */
  readonly #busyUntil = new Map<string, Millis>();
  /** Until when a channel may stand in line: one line for whatever it orders, until something happens to it. */
  readonly #inLineUntil = new Map<string, Millis>();

  constructor(world: World, watch: Watch) {
    this.#world = world;
    this.#watch = watch;
    world.listeners.push((event) => {
      this.#hear(event);
    });
  }

  /** Something has happened to every channel. */
  stir(): void {
    for (const { channelArn } of this.#world.members) this.#happened(channelArn);
  }

  saved({ after }: Observed): void {
    this.#decided(after.state.channelArn);
  }

  idle({ before }: Observed): void {
    this.#decided(before.channelArn);
  }

  scheduled(channelArn: string): void {
    this.#happened(channelArn);
  }

  throttled(channelArn: string): void {
    const until = this.#inLineUntil.get(channelArn) ?? this.#world.time.now() + inLineMs;
    this.#inLineUntil.set(channelArn, until);
  }

  #hear({ resources }: AwsEvent): void {
    for (const { channelArn, inputs } of this.#world.members) {
      const flows = Object.values(inputs).flatMap((input) => input.flows.map(({ arn }) => arn));
      if ([channelArn, ...flows].some((arn) => resources.includes(arn))) this.#happened(channelArn);
    }
  }

  #happened(channelArn: string): void {
    this.#busyUntil.set(channelArn, this.#world.time.now() + busyMs);
    this.#inLineUntil.delete(channelArn);
    this.#times.delete(channelArn);
    this.#timesInLine.delete(channelArn);
  }

  #decided(channelArn: string): void {
    const { time, dice, brownout } = this.#world;
    const now = time.now();
    // Before it is calm, other troubles have their part in it.
    if (!brownout || !dice.calm || now < (this.#busyUntil.get(channelArn) ?? -Infinity)) return;
    const inLine = now < (this.#inLineUntil.get(channelArn) ?? -Infinity);
    const times = inLine ? this.#timesInLine : this.#times;
    const known = times.get(channelArn) ?? [];
    const inMinute = [...known.filter((at) => now - at < minuteMs), now];
    times.set(channelArn, inMinute);
    if (inMinute.length <= (inLine ? lossMax : quietMax) + beyondMax) return;
    const how = brownout.throttles ? 'throttles' : 'fails';
    const details = `more of ${channelArn}, while ${brownout.dependency} ${how} ${brownout.percent} %`;
    this.#watch.found('a brownout costs a channel ten decisions a minute at most', details);
  }
}
