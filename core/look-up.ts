/** A record's own value under a key that came from outside: every object answers to `constructor`, and it is no alarm of ours. */
export function lookUp<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
