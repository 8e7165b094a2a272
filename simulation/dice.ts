/**
 * All chance of a run. A draw depends on the seed, on its name and on how often that name was drawn before, and on nothing
 * else: so one mishap can be taken out of a run and the others stay as they were, which is what makes a failure small.
 */
export class Dice {
  readonly #seed: number;
  readonly #allowed: ReadonlySet<string> | null;
  readonly #counts = new Map<string, number>();
  /** The mishaps of this run so far, by name, in order. */
  readonly mishaps = new Set<string>();
  /** Hears of every mishap. */
  onMishap: (name: string) => void = () => undefined;
  /** From now on nothing goes wrong. */
  calm = false;

  /** `allowed`: the only mishaps that may happen; null: any. */
  constructor(seed: number, allowed: ReadonlySet<string> | null = null) {
    this.#seed = seed;
    this.#allowed = allowed;
  }

  /** Between 0 and 1, for what is ordinary: how long a call takes, which policy a group has. */
  draw(name: string): number {
    return this.#hash(this.#numbered(name));
  }

  between(name: string, from: number, to: number): number {
    return from + this.draw(name) * (to - from);
  }

  whole(name: string, from: number, to: number): number {
    return Math.floor(this.between(name, from, to + 1));
  }

  pick<T>(name: string, choices: readonly [T, ...T[]]): T {
    return choices[this.whole(name, 0, choices.length - 1)] ?? choices[0];
  }

  /** Does this go wrong? */
  mishap(name: string, probability: number): boolean {
    if (this.calm || probability <= 0) return false;
    const numbered = this.#numbered(name);
    return this.#hash(numbered) < probability && this.happens(numbered);
  }

  /** Something that was planned to happen: whether it is left in, and that it has. `name` is its own. */
  happens(name: string): boolean {
    if (this.#allowed?.has(name) === false) return false;
    this.mishaps.add(name);
    this.onMishap(name);
    return true;
  }

  #numbered(name: string): string {
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    return `${name}#${count}`;
  }

  /** FNV-1a over the name, then a finalizer that spreads every bit (murmur3's). */
  #hash(name: string): number {
    let value = Math.imul(this.#seed ^ 0x811c9dc5, 0x9e3779b1) >>> 0;
    for (let index = 0; index < name.length; index += 1) {
      value = Math.imul(value ^ name.charCodeAt(index), 0x01000193);
    }
    value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
    value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
    return ((value ^ (value >>> 16)) >>> 0) / 0x1_0000_0000;
  }
}
