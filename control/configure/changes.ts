/** One value of a document that is not what it was; null: there was, or is, none. */
export interface Change {
  /** Path of the value, e.g. `policy.start.leadMs`. */
  readonly what: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** What changed between two versions of a document, value by value, in the order of the paths. */
export function changesBetween(before: unknown, after: unknown): readonly Change[] {
  const old = flatten(before);
  const now = flatten(after);
  return [...new Set([...old.keys(), ...now.keys()])]
    .toSorted()
    .map((what) => ({ what, from: old.get(what) ?? null, to: now.get(what) ?? null }))
    .filter(({ from, to }) => from !== to);
}

/** The leaves of a document by their paths. A list is one leaf: its order is what it says. */
function flatten(document: unknown, path = ''): Map<string, string> {
  if (document === null || document === undefined) return new Map();
  if (typeof document === 'string') return new Map([[path, document]]);
  if (typeof document !== 'object' || Array.isArray(document)) {
    return new Map([[path, JSON.stringify(document)]]);
  }
  return new Map(
    Object.entries(document).flatMap(([key, value]) => [
      ...flatten(value, path === '' ? key : `${path}.${key}`),
    ]),
  );
}
