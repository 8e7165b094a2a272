import type * as v from 'valibot';
import type { FoundProblem, Problem } from './problem.ts';
import { choiceWith, elementOf, sectionOf } from './schema-tree.ts';
import { suggestion } from './suggestion.ts';

/** Names as keys that valibot leaves out without a word. */
const lostNames: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Every key of the input that the schema does not know, however deep: a misspelt key is a setting silently lost. */
export function unknownKeys(schema: v.GenericSchema, input: unknown): readonly FoundProblem[] {
  const found: FoundProblem[] = [];
  collect(schema, input, [], found);
  return found;
}

function collect(
  schema: v.GenericSchema,
  input: unknown,
  path: Problem['path'],
  found: FoundProblem[],
): void {
  if (typeof input !== 'object' || input === null) return;
  const element = elementOf(schema, input);
  const section = element === null ? sectionOf(schema, input) : null;
  if (element === null && (section === null || Array.isArray(input))) return;
  for (const [key, value] of Object.entries(input)) {
    const known = element ?? section?.get(key);
    const place = [...path, Array.isArray(input) ? Number(key) : key];
    if (element !== null && lostNames.has(key)) {found.push(lostName(key, place));}
    else if (known === undefined)
      {found.push(unknownKey(key, section ?? new Map(), place, choiceWith(schema, input, key)));}
    else {collect(known, value, place, found);}
  }
}

function lostName(key: string, path: Problem['path']): FoundProblem {
  return { path, describe: () => `"${key}" cannot be a name: every object has one. Choose another.` };
}

/** `owner`: the choice that has such a key, where this one has not; null: none has. */
function unknownKey(
  key: string,
  section: ReadonlyMap<string, unknown>,
  path: Problem['path'],
  owner: string | null,
): FoundProblem {
  const describe = () => {
    if (key === '<<') {
      return 'merge keys are not read. Write out what it stands for; an alias may stand for a whole value.';
    }
    const known = [...section.keys()];
    if (owner !== null) return `there is no such key here: ${key} belongs to ${owner}. Leave it out.`;
    const meant = suggestion(key, known);
    const advice = meant === undefined ? `Allowed: ${known.join(', ')}.` : `Did you mean "${meant}"?`;
    return `there is no such key here. ${advice}`;
  };
  return { path, describe };
}
