import type { Millis } from '../../core/model/group.ts';
import type { Clock } from '../../lambdas/shared/ports/clock.ts';
import type { Dice } from '../dice.ts';
import type { Passage } from '../ports/passage.ts';
import type { VirtualTime } from '../ports/virtual-time.ts';
import type { Climate } from './climate.ts';

/** Services that a call can go to, and how likely it fails there. */
export type Service = 'table' | 'media-live' | 'other';

/** What an invocation runs in. */
export interface Surroundings {
  readonly time: VirtualTime;
  readonly dice: Dice;
  readonly climate: Climate;
  /** Services that are out of reach altogether. */
  readonly outages: ReadonlySet<Service>;
}

/** A call that did not succeed, as the caller sees it. */
class CallFailed extends Error {
  constructor(call: string, how: string) {
    super(`${call} ${how}.`);
    this.name = 'CallFailed';
  }
}

/** A call to MediaLive that is not answered is given up after this long, as `ask.ts` and the gateway's client do. */
const silenceMs = 1000;

/** One run of a function. It can end at any call: what it has asked for by then happens, and nothing after. */
export class Invocation {
  readonly #in: Surroundings;
  readonly #skewMs: number;
  readonly #onCrash: () => void;
  #alive = true;
  readonly clock: Clock;

  /** `onCrash`: it has died, or has run into its timeout. */
  constructor(surroundings: Surroundings, name: string, timeoutMs: Millis, onCrash: () => void) {
    const { time, dice, climate } = surroundings;
    this.#in = surroundings;
    this.#onCrash = onCrash;
    const off = dice.mishap(`clock/${name}`, climate.clockOff);
    this.#skewMs = off ? dice.between(`clock/${name}/by`, -400, 400) : 0;
    this.clock = { now: () => Math.floor(time.now() + this.#skewMs), sleep: (ms) => this.#sleep(ms) };
    time.after(timeoutMs, () => {
      this.#crash();
    });
  }

  /** It has come to its end in good order. */
  end(): void {
    this.#alive = false;
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** How every call of this invocation goes out and comes back. */
  readonly pass: Passage = <T>(call: string, effect: () => T) => {
    const { time, dice, climate } = this.#in;
    const fate = this.#fateOf(call);
    const there = dice.between('latency/there', 2, 25);
    const back = dice.between('latency/back', 2, 25);
    return new Promise<T>((resolve, reject) => {
      const answer = (delayMs: number, settle: () => void) => {
        time.after(delayMs, () => {
          if (this.#alive) settle();
        });
      };
      const fail = (how: string, delayMs: number) => {
        answer(delayMs, () => {
          reject(new CallFailed(call, how));
        });
      };
      time.after(there, () => {
        if (this.#alive && dice.mishap(`crash/before/${call}`, climate.crash)) return this.#crash();
        if (fate === 'refused') return fail('is throttled', back);
        if (fate === 'silent-before') return fail('was not answered', silenceMs);
        let value: T;
        try {
          value = effect();
        } catch (error) {
          return answer(back, () => {
            reject(error instanceof Error ? error : new Error(String(error)));
          });
        }
        if (this.#alive && dice.mishap(`crash/after/${call}`, climate.crash)) return this.#crash();
        if (fate === 'silent-after') return fail('was carried out, but its answer was lost', silenceMs);
        answer(fate === 'slow' ? back + dice.between('latency/slow', 100, 900) : back, () => {
          resolve(value);
        });
      });
    });
  };

  #fateOf(call: string): 'well' | 'refused' | 'silent-before' | 'silent-after' | 'slow' {
    const { dice, outages } = this.#in;
    const service = serviceOf(call);
    if (outages.has(service)) return 'refused';
    if (!dice.mishap(`fails/${call}`, this.#probability(service))) return 'well';
    return dice.pick(`fails/${call}/how`, ['refused', 'silent-before', 'silent-after', 'slow'] as const);
  }

  #probability(service: Service): number {
    const { climate } = this.#in;
    if (service === 'table') return climate.tableFails;
    return service === 'media-live' ? climate.mediaLiveFails : climate.otherFails;
  }

  #sleep(durationMs: Millis): Promise<void> {
    return new Promise((resolve) => {
      this.#in.time.after(durationMs, () => {
        if (this.#alive) resolve();
      });
    });
  }

  #crash(): void {
    if (!this.#alive) return;
    this.#alive = false;
    this.#onCrash();
  }
}

function serviceOf(call: string): Service {
  if (call.startsWith('table.')) return 'table';
  return call.startsWith('media-live.') ? 'media-live' : 'other';
}
