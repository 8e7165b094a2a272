/** As AWS names them: `eu-west-1`, `us-gov-east-1`. */
const regionName = /^[a-z]{2}(?:-[a-z]+)+-\d$/;

/** Opens the regions of an account that are called and not there yet, and stops them. */
export class OtherRegions {
  readonly #start: (region: string) => Promise<{ stop(): Promise<void> }>;
  readonly #opened = new Map<string, Promise<{ stop(): Promise<void> }>>();

  constructor(start: (region: string) => Promise<{ stop(): Promise<void> }>) {
    this.#start = start;
  }

  /** Resolves when it is there; a name that is none of AWS's opens nothing. */
  async open(region: string): Promise<void> {
    if (!regionName.test(region)) return;
    const opened = this.#opened.get(region) ?? this.#start(region);
    this.#opened.set(region, opened);
    await opened;
  }

  async stop(): Promise<void> {
    for (const opened of this.#opened.values()) await (await opened).stop();
  }
}
