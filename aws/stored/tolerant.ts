import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import type { Millis } from '../../core/model/group.ts';
import { isRecord, type DataRecord } from '../../config/record.ts';
import { lookUp } from '../../core/look-up.ts';
import { canBeDue, canHaveHappened } from '../../control/events/instant.ts';

/**
 * How what another release has written is read: the keys that are known are taken, those that are not are kept as they are,
 * and a value that cannot be read costs that value and nothing around it.
 */

const stored = v.custom<DataRecord>(isRecord);

/** A record of these keys and any others. An optional key with a value that cannot be read is left out. */
export function known<const Entries extends v.ObjectEntries>(entries: Entries) {
  return v.pipe(
    stored,
    v.transform((given) =>
      Object.fromEntries(
        Object.entries(given).filter(([key, value]) => {
          const entry = lookUp(entries, key);
          return entry?.type !== 'exact_optional' || v.is(entry, value);
        }),
      ),
    ),
    v.looseObject(entries),
  );
}

/** Every key of a record, the optional ones too: one that the core has and a reader has not fails the compiler. */
export type KeysOf<T> = { readonly [Key in keyof T]-?: v.GenericSchema };

/** A record by id, of the entries that can be read. */
export function readable<T>(entry: v.GenericSchema<unknown, T>) {
  return v.pipe(
    stored,
    v.transform((given): Record<string, T> => {
      const read = Object.entries(given).flatMap(([id, value]): [string, T][] => {
        const result = v.safeParse(entry, value);
        return result.success && id !== '__proto__' ? [[id, result.output]] : [];
      });
      return Object.fromEntries(read);
    }),
  );
}

/** What it is when it is missing or cannot be read. */
export function orElse<T>(schema: v.GenericSchema<unknown, T>, initial: T): v.GenericSchema<unknown, T> {
  return v.fallback(schema, initial);
}

/** null when it is missing or cannot be read. */
export function orNull<T>(schema: v.GenericSchema<unknown, T>): v.GenericSchema<unknown, T | null> {
  return orElse<T | null>(v.nullable(schema), null);
}

/**
 * How instants are read, in epoch milliseconds. One that cannot be counts as not known, like any value that cannot be read:
 * believed, it would make all later news look old, for as long as the item is there.
 */
export interface Instants {
  /** When something happened. */
  readonly past: v.GenericSchema<unknown, Millis>;
  readonly pasts: v.GenericSchema<unknown, readonly Millis[]>;
  /** When something will be due, or was. */
  readonly due: v.GenericSchema<unknown, Millis>;
}

/** What can have happened, and what can be due, by the clock of the reader. */
export function instantsAt(now: Millis): Instants {
  const past = v.pipe(
    v.number(),
    v.check((at) => canHaveHappened(at, now)),
  );
  const due = v.pipe(
    v.number(),
    v.check((at) => canBeDue(at, now)),
  );
  const pasts = v.pipe(
    v.array(v.unknown()),
    v.transform((items) => items.filter((item) => v.is(past, item))),
  );
  return { past, pasts, due };
}

export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A word of a list that may have grown in the next release. A word that this release does not know equals none of its own. */
export const word = <Word extends string>() => v.custom<Word>((value) => typeof value === 'string');

/** The paths of all that was stored and is not what was read; keys that were filled in are none. */
export function misreadPaths(given: unknown, read: unknown, path: string): readonly string[] {
  if (isRecord(given) && isRecord(read)) {
    return Object.entries(given).flatMap(([key, value]) =>
      misreadPaths(value, lookUp(read, key), `${path}.${key}`),
    );
  }
  return isDeepStrictEqual(given, read) ? [] : [path];
}
