/** What comes back from a store of JSON documents: equal, but never the same object. */
export function storedCopy<T>(document: T): T {
  return JSON.parse(JSON.stringify(document)) as T;
}
