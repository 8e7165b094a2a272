import type { Millis } from '../../core/model/group.ts';
import type { AwsEvent } from '../../control/events/sample.ts';
import type { MemoryQueue } from '../../model/memory-queue.ts';
import type { Surroundings } from './invocation.ts';

/** The way of events and messages to the channel-events queue: at best effort, at least once, in any order. */
export class Deliveries {
  readonly #in: Surroundings;
  readonly #queue: MemoryQueue;
  /** Somebody has to receive messages that have become visible. */
  readonly #arrived: () => void;
  /** By how much more or less a kind of event is lost, late or twice than others. */
  readonly #factors = new Map<string, number>();

  constructor(surroundings: Surroundings, queue: MemoryQueue, arrived: () => void) {
    this.#in = surroundings;
    this.#queue = queue;
    this.#arrived = arrived;
  }

  /** An event of an AWS service, through EventBridge. */
  event(event: AwsEvent): void {
    const { dice, climate } = this.#in;
    const what = `event/${event['detail-type']}`;
    if (dice.mishap(`${what}/lost`, this.#factorOf(what) * climate.eventLost)) return;
    const body = JSON.stringify(event);
    this.#deliver(what, body);
    if (dice.mishap(`${what}/twice`, this.#factorOf(what) * climate.eventTwice)) this.#deliver(what, body);
  }

  /** A message of our own, after the delay it was sent with. */
  message(body: string, delayMs: Millis): void {
    const { dice, climate } = this.#in;
    const late = dice.mishap('message/late', climate.messageLate)
      ? dice.between('message/late/by', 500, 20_000)
      : 0;
    if (late > 0) this.#in.trouble.note(this.#in.time.now() + delayMs + late);
    this.#put(body, delayMs + late);
  }

  #deliver(what: string, body: string): void {
    const { dice, climate, time } = this.#in;
    const late = dice.mishap(`${what}/late`, this.#factorOf(what) * climate.eventLate)
      ? dice.between(`${what}/late/by`, 1000, 60_000)
      : 0;
    time.after(dice.between(`${what}/way`, 50, 600) + late, () => {
      this.#put(body, 0);
    });
  }

  /** Some kinds come through, some are hit as others, of some hardly one is as it should be. */
  #factorOf(what: string): number {
    const known = this.#factors.get(what);
    if (known !== undefined) return known;
    const factor = this.#in.dice.pick(`${what}/factor`, [1, 1, 0, 3.4]);
    this.#factors.set(what, factor);
    return factor;
  }

  #put(body: string, delayMs: Millis): void {
    const { time } = this.#in;
    const message = this.#queue.send(body, time.now() + delayMs);
    time.at(message.visibleAt, this.#arrived);
  }
}
