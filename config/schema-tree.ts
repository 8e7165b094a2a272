import type * as v from 'valibot';

/**
 * A view of a valibot schema as a tree of keys, for what valibot does not do itself: name every unknown key at once, and
 * list every key for the documentation.
 */

/** The keys of a section, if the schema is one; where it has variants, those of the variant that was chosen, or of all. */
export function sectionOf(
  schema: v.GenericSchema,
  input: unknown,
): ReadonlyMap<string, v.GenericSchema> | null {
  const plain = unwrapped(schema, input);
  const own = entriesOf(plain);
  if (own !== null) return own;
  const options = optionsOf(plain).map((option) => entriesOf(option));
  const sections = options.filter((entries) => entries !== null);
  if (sections.length === 0) return null;
  const chosen = sections.filter((entries) => isChosen(entries, input));
  return new Map((chosen.length > 0 ? chosen : sections).flatMap((entries) => [...entries]));
}

/** The choice of a section with variants that has this key, as it would be written: `type: fixed`; null: none has. */
export function choiceWith(schema: v.GenericSchema, input: unknown, key: string): string | null {
  const owner = optionsOf(unwrapped(schema, input))
    .map((option) => entriesOf(option))
    .find((entries) => entries?.has(key));
  const choice = [...(owner ?? [])].find(([, entry]) => 'literal' in entry);
  return choice && 'literal' in choice[1] ? `${choice[0]}: ${String(choice[1].literal)}` : null;
}

/** The schema of the values of a record or the items of a list, if it is one. */
export function elementOf(schema: v.GenericSchema, input: unknown): v.GenericSchema | null {
  const plain = unwrapped(schema, input);
  if ('item' in plain && isSchema(plain.item)) return plain.item;
  if (plain.type === 'record' && 'value' in plain && isSchema(plain.value)) return plain.value;
  return null;
}

/** Whether the schema is a list, whose elements are told apart by position. */
export function isList(schema: v.GenericSchema): boolean {
  return unwrapped(schema, undefined).type === 'array';
}

/** The default as it would be written in the file; undefined when the key has none. */
export function defaultOf(schema: v.GenericSchema): unknown {
  return 'default' in schema ? schema.default : undefined;
}

/** Whether the key may be left out. */
export function isOptional(schema: v.GenericSchema): boolean {
  return schema.type === 'optional';
}

/** The schema behind `optional` and `lazy`. */
export function unwrapped(schema: v.GenericSchema, input: unknown): v.GenericSchema {
  if ('wrapped' in schema && isSchema(schema.wrapped)) return unwrapped(schema.wrapped, input);
  return isLazy(schema) ? unwrapped(schema.getter(input), input) : schema;
}

/** The alternatives of a variant. */
export function optionsOf(schema: v.GenericSchema): readonly v.GenericSchema[] {
  return 'options' in schema && Array.isArray(schema.options) ? schema.options.filter(isSchema) : [];
}

function entriesOf(schema: v.GenericSchema): ReadonlyMap<string, v.GenericSchema> | null {
  if (!('entries' in schema) || typeof schema.entries !== 'object' || schema.entries === null) return null;
  return new Map(
    Object.entries(schema.entries).flatMap(([key, entry]: [string, unknown]) =>
      isSchema(entry) ? [[key, entry]] : [],
    ),
  );
}

function isChosen(entries: ReadonlyMap<string, v.GenericSchema>, input: unknown): boolean {
  return [...entries].some(
    ([key, entry]) =>
      'literal' in entry &&
      typeof input === 'object' &&
      input !== null &&
      valueAt(input, key) === entry.literal,
  );
}

function valueAt(container: object, key: string): unknown {
  return new Map<string, unknown>(Object.entries(container)).get(key);
}

function isLazy(schema: v.GenericSchema): schema is v.LazySchema<v.GenericSchema> {
  return schema.type === 'lazy';
}

function isSchema(value: unknown): value is v.GenericSchema {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema';
}
