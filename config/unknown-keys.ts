import type * as v from 'valibot';
import type { Finding, Problem } from './problem.ts';
import { elementOf, sectionOf } from './schema-tree.ts';
import { suggestion } from './suggestion.ts';

/** Names as keys that valibot leaves out without a word. */
const lostNames: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Every key of the input that the schema does not know, however deep: a misspelt key is a setting silently lost. */
export function unknownKeys(
  schema: v.GenericSchema,
  input: unknown,
  path: Problem['path'] = [],
): readonly Finding[] {
  if (typeof input !== 'object' || input === null) return [];
  const element = elementOf(schema, input);
  if (element !== null) {
    return Object.entries(input).flatMap(([key, value]) =>
      lostNames.has(key)
        ? [
            {
              path: [...path, key],
              describe: () => `"${key}" cannot be a name: every object has one. Choose another.`,
            },
          ]
        : unknownKeys(element, value, [...path, Array.isArray(input) ? Number(key) : key]),
    );
  }
  const section = sectionOf(schema, input);
  if (section === null || Array.isArray(input)) return [];
  return Object.entries(input).flatMap(([key, value]) => {
    const known = section.get(key);
    return known === undefined ? [unknownKey(key, section, path)] : unknownKeys(known, value, [...path, key]);
  });
}

function unknownKey(key: string, section: ReadonlyMap<string, unknown>, path: Problem['path']): Finding {
  const describe = () => {
    const known = [...section.keys()];
    const meant = suggestion(key, known);
    const advice = meant === undefined ? `Allowed: ${known.join(', ')}.` : `Did you mean "${meant}"?`;
    return `there is no such key here. ${advice}`;
  };
  return { path: [...path, key], describe };
}
