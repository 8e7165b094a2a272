/** The buckets that there are, with what is in them. */
export class S3Store {
  readonly #buckets = new Map<string, Map<string, Buffer>>();

  /** @throws Error when there is one of that name: in AWS anywhere in the world */
  addBucket(name: string): void {
    if (this.#buckets.has(name)) throw new Error(`${name} already exists`);
    this.#buckets.set(name, new Map());
  }

  /** @throws Error while something is in it */
  removeBucket(name: string): void {
    if ((this.#buckets.get(name)?.size ?? 0) > 0) {
      throw new Error(`The bucket you tried to delete is not empty: ${name}`);
    }
    this.#buckets.delete(name);
  }

  /** By key; undefined: there is no such bucket. */
  objects(bucket: string): Map<string, Buffer> | undefined {
    return this.#buckets.get(bucket);
  }

  /** The object of a key, in whichever bucket it is. */
  find(key: string): Buffer | undefined {
    return [...this.#buckets.values()].map((objects) => objects.get(key)).find((body) => body !== undefined);
  }

  get buckets(): readonly string[] {
    return [...this.#buckets.keys()];
  }
}
