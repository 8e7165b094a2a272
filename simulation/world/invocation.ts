import type { Millis } from '../../core/model/group.ts';
import type { Clock } from '../../control/ports/clock.ts';
import type { Dice } from '../dice.ts';
import { Throttled, type Passage } from '../../model/passage.ts';
import type { VirtualTime } from '../../model/virtual-time.ts';
import type { Brownout } from './brownout.ts';
import type { Climate } from './climate.ts';
import { attemptsAt, dependencyOf } from './dependency.ts';

/** Services that a call can go to, and how likely it fails there. */
export type Service = 'table' | 'media-live' | 'media-connect' | 'other';

/** When something last went wrong that no bound on time allows for: a call that failed, a function that died. */
export class Trouble {
  #at: Millis = -Infinity;

  get lastAt(): Millis {
    return this.#at;
  }

  note(at: Millis): void {
    this.#at = Math.max(this.#at, at);
  }
}

/** What an invocation runs in. */
export interface Surroundings {
  readonly time: VirtualTime;
  readonly dice: Dice;
  readonly climate: Climate;
  /** Services that are out of reach altogether. */
  readonly outages: ReadonlySet<Service>;
  /** null: there is none. */
  readonly brownout: () => Brownout | null;
  readonly trouble: Trouble;
}

/** What becomes of a call. */
type Fate = 'well' | 'refused' | 'throttled' | 'silent-before' | 'silent-after' | 'slow';

const reasons = {
  refused: 'failed',
  'silent-before': 'was not answered',
  'silent-after': 'was carried out, but its answer was lost',
};

/** A call that did not succeed, as the caller sees it. */
function failed(call: string, how: keyof typeof reasons | 'throttled'): { readonly error: Error } {
  if (how === 'throttled') return { error: new Throttled(call) };
  const error = new Error(`${call} ${reasons[how]}.`);
  error.name = 'CallFailed';
  return { error };
}

function outcomeOf<T>(effect: () => T): { readonly value: T } | { readonly error: Error } {
  try {
    return { value: effect() };
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
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
  #disturbed = false;
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

  /** A call of it failed, or it died. */
  get disturbed(): boolean {
    return this.#disturbed;
  }

  /** How every call of this invocation goes out and comes back. */
  readonly pass: Passage = <T>(call: string, effect: () => T) => {
    const { time, dice } = this.#in;
    const fate = this.#fateOf(call);
    if (fate !== 'well' && fate !== 'slow') {
      this.#disturbed = true;
      this.#in.trouble.note(this.#in.time.now());
    }
    const there = dice.between('latency/there', 2, 25);
    const back = dice.between('latency/back', 2, 25);
    return new Promise<T>((resolve, reject) => {
      const answer = (delayMs: number, settle: () => void) => {
        time.after(delayMs, () => {
          if (!this.#alive) return;
          time.stir();
          settle();
        });
      };
      time.after(there, () => {
        if (this.#dies(`before/${call}`)) return;
        const isInVain = fate === 'refused' || fate === 'throttled' || fate === 'silent-before';
        const result = isInVain ? failed(call, fate) : outcomeOf(effect);
        if (this.#dies(`after/${call}`)) return;
        const late = fate === 'slow' ? dice.between('latency/slow', 100, 900) : 0;
        const delayMs = fate.startsWith('silent') ? silenceMs : back + late;
        answer(delayMs, () => {
          if (fate === 'silent-after') reject(failed(call, fate).error);
          else if ('error' in result) reject(result.error);
          else resolve(result.value);
        });
      });
    });
  };

  #dies(where: string): boolean {
    const { dice, climate } = this.#in;
    if (!this.#alive || !dice.mishap(`crash/${where}`, climate.crash)) return false;
    this.#crash();
    return true;
  }

  #fateOf(call: string): Fate {
    const { dice, outages } = this.#in;
    const service = serviceOf(call);
    if (outages.has(service)) return 'refused';
    const brownedOut = this.#fateInBrownout(call);
    if (brownedOut) return brownedOut;
    if (!dice.mishap(`fails/${call}`, this.#probability(service))) return 'well';
    return dice.pick(`fails/${call}/how`, ['refused', 'silent-before', 'silent-after', 'slow'] as const);
  }

  /** A service that fails some of its calls carries some of those out; one that fails all does nothing any more. */
  #fateInBrownout(call: string): Fate | null {
    const { dice } = this.#in;
    const brownout = this.#in.brownout();
    if (brownout?.dependency !== dependencyOf(call)) return null;
    const everyTry = (brownout.percent / 100) ** attemptsAt(brownout.dependency);
    if (dice.draw(`brownout/${call}`) >= everyTry) return null;
    if (brownout.throttles) return 'throttled';
    const inPart = brownout.percent < 100 ? (['silent-after'] as const) : [];
    return dice.pick(`brownout/${call}/how`, ['refused', 'silent-before', ...inPart] as const);
  }

  #probability(service: Service): number {
    const { climate } = this.#in;
    if (service === 'table') return climate.tableFails;
    if (service === 'media-connect') return climate.mediaConnectFails;
    return service === 'media-live' ? climate.mediaLiveFails : climate.otherFails;
  }

  #sleep(durationMs: Millis): Promise<void> {
    return new Promise((resolve) => {
      this.#in.time.after(durationMs, () => {
        if (!this.#alive) return;
        this.#in.time.stir();
        resolve();
      });
    });
  }

  #crash(): void {
    if (!this.#alive) return;
    this.#alive = false;
    this.#disturbed = true;
    this.#in.trouble.note(this.#in.time.now());
    this.#onCrash();
  }
}

function serviceOf(call: string): Service {
  const dependency = dependencyOf(call);
  return dependency === 'queue' || dependency === 'topic' || dependency === 'bus' ? 'other' : dependency;
}
