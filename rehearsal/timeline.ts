/** What an entry is to a reader: something broke, mended, was done, was decided against; or just so. */
export type Tone = 'bad' | 'good' | 'act' | 'hold' | 'plain' | 'quiet';

/** One line of a timeline. */
export interface Entry {
  /** Epoch ms. */
  readonly at: number;
  /** Whose doing it is: `site A`, `pipeline 0`, `control`, … */
  readonly who: string;
  readonly what: string;
  /** `quiet` entries are for those who want to see everything. */
  readonly tone: Tone;
}

/** What happened in one run of a scenario, told from outside the control plane. */
export class Timeline {
  readonly entries: Entry[] = [];
  readonly #tell: (entry: Entry, timeline: Timeline) => void;
  #zeroAt: number | undefined;

  /** @param tell - hears every entry as it is made */
  constructor(tell: (entry: Entry, timeline: Timeline) => void = () => undefined) {
    this.#tell = tell;
  }

  /** Epoch ms of the fault, from which everything is counted; undefined before it. */
  get zeroAt(): number | undefined {
    return this.#zeroAt;
  }

  /** From now on, or from `at`, it counts. */
  zero(at: number): void {
    this.#zeroAt = at;
  }

  /** Ms since the fault. */
  since(at: number): number {
    return at - (this.#zeroAt ?? at);
  }

  add(entry: Entry): void {
    this.entries.push(entry);
    this.#tell(entry, this);
  }
}
