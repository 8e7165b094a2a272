import fc from 'fast-check';
import { garbage, inherited } from './garbage.ts';

/** One change to a value that was right. `at` names a place in it, whatever the value is: the n-th, counted around. */
type Mutation =
  | { readonly change: 'replace'; readonly at: number; readonly by: unknown }
  | { readonly change: 'remove'; readonly at: number }
  | { readonly change: 'add'; readonly at: number; readonly key: string; readonly value: unknown }
  | { readonly change: 'rename'; readonly at: number; readonly key: string }
  | { readonly change: 'wrap'; readonly at: number };

const at = fc.nat({ max: 60 });
const key = fc.oneof(
  fc.constantFrom(...inherited, '0', 'source', 'kind', 'replay-name', ''),
  fc.string({ maxLength: 12 }),
);

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ change: fc.constant('replace' as const), at, by: garbage }) },
  { weight: 3, arbitrary: fc.record({ change: fc.constant('remove' as const), at }) },
  { weight: 2, arbitrary: fc.record({ change: fc.constant('add' as const), at, key, value: garbage }) },
  { weight: 1, arbitrary: fc.record({ change: fc.constant('rename' as const), at, key }) },
  { weight: 1, arbitrary: fc.record({ change: fc.constant('wrap' as const), at }) },
);

/** The value as it is, more often than not; else with up to three changes. */
export function nearly(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const changed = fc
    .tuple(value, fc.array(mutation, { minLength: 1, maxLength: 3 }))
    .map(([right, mutations]) => mutations.reduce(mutate, right));
  return fc.oneof({ weight: 3, arbitrary: value }, { weight: 2, arbitrary: changed });
}

/** The value with one place in it changed; what stands around stays as it is. */
export function mutate(value: unknown, mutation: Mutation): unknown {
  const target = mutation.at % placesIn(value);
  return changeAt(value, target, mutation);
}

/** A value is a place, and so is everything in it. */
function placesIn(value: unknown): number {
  return 1 + entriesOf(value).reduce((sum, [, inner]) => sum + placesIn(inner), 0);
}

/** @returns `removed` where the place itself is to go. */
function changeAt(value: unknown, target: number, mutation: Mutation): unknown {
  if (target === 0) return changed(value, mutation);
  let first = 1;
  const entries: [string, unknown][] = [];
  for (const [name, inner] of entriesOf(value)) {
    const places = placesIn(inner);
    const isHere = target >= first && target < first + places;
    const next = isHere ? changeAt(inner, target - first, mutation) : inner;
    const renamed = isHere && target === first && mutation.change === 'rename' ? mutation.key : name;
    if (next !== removed) entries.push([renamed, next]);
    first += places;
  }
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

const removed = Symbol('removed');

function changed(value: unknown, mutation: Mutation): unknown {
  switch (mutation.change) {
    case 'replace':
      return mutation.by;
    case 'remove':
      return removed;
    case 'add':
      // Not an object literal, which would take `__proto__` for something else.
      return Array.isArray(value)
        ? [...(value as readonly unknown[]), mutation.value]
        : Object.fromEntries([...entriesOf(value), [mutation.key, mutation.value]]);
    case 'rename':
      return value;
    case 'wrap':
      return [value];
  }
}

function entriesOf(value: unknown): readonly [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
