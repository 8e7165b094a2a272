/** From here on the machine was late, and not the code: what was to wait a while, or to be done at once, took so much longer. */
const worthMs = 150;
const beatMs = 50;

/** How late the machine was with what a scenario asked of it: its waits, and its orders to the sites. */
export class Lateness {
  #ms = 0;

  /** Takes note of something that was to take `wantedMs`, and took as long as it took since `from`, epoch ms. */
  note(from: number, wantedMs: number): void {
    this.#ms = Math.max(this.#ms, Date.now() - from - wantedMs);
  }

  /** Notes from now on how late this process itself is called, until the returned function is called. */
  watch(): () => void {
    let from = Date.now();
    const heart = setInterval(() => {
      this.note(from, beatMs);
      from = Date.now();
    }, beatMs);
    return () => {
      clearInterval(heart);
    };
  }

  /** The most of it in ms; undefined: too little to have changed anything. */
  get ms(): number | undefined {
    return this.#ms < worthMs ? undefined : this.#ms;
  }
}

/** What to tell a person whose scenario failed on a machine that was late. */
export function lateWords(ms: number): string {
  return `this machine was late by ${(ms / 1000).toFixed(2)} s, try again alone`;
}
