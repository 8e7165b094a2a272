/** Names of which there may be one each. */
export class UniqueNames {
  readonly #taken = new Set<string>();

  /**
   * Takes a name until the returned function is called.
   *
   * @param what - whose name it is: only among these it has to be the only one
   * @throws Error when it is taken
   */
  take(what: string, name: string): () => void {
    const key = `${what}/${name}`;
    if (this.#taken.has(key)) throw new Error(`${what} with the name "${name}" already exists.`);
    this.#taken.add(key);
    return () => {
      this.#taken.delete(key);
    };
  }
}
