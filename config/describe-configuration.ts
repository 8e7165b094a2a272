import * as v from 'valibot';
import { configurationSchema } from './configuration.ts';
import type { Problem } from './problem.ts';
import { defaultOf, elementOf, isList, isOptional, optionsOf, sectionOf, unwrapped } from './schema-tree.ts';

/** One key of the configuration, as the reference shows it. */
export interface KeyDescription {
  /** `groups.<name>.verify`, `channels[].name`. */
  readonly key: string;
  readonly allowed: string;
  /** As it would be written; `required` and `none` for keys without one. */
  readonly default: string;
  readonly meaning: string;
}

/** Every key that the schema knows, in its order: the reference in docs/configuration.md is held to this by a test. */
export function describeConfiguration(): readonly KeyDescription[] {
  return [...describeSection(configurationSchema, [])];
}

function* describeSection(schema: v.GenericSchema, path: Problem['path']): Generator<KeyDescription> {
  const section = sectionOf(schema, {});
  const element = elementOf(schema, {});
  if (section !== null) {
    for (const [key, value] of section) {
      yield describeKey(value, [...path, key]);
      yield* describeSection(value, [...path, key]);
    }
  } else if (element !== null && !isScalar(element)) {
    yield* describeSection(element, isList(schema) ? [...path, ''] : [...path, '<name>']);
  }
}

function describeKey(schema: v.GenericSchema, path: Problem['path']): KeyDescription {
  return {
    key: keyText(path),
    allowed: allowedText(schema),
    default: defaultText(schema),
    meaning: descriptionOf(schema),
  };
}

/** Lists show as `[]`, records as `<name>`. */
function keyText(path: Problem['path']): string {
  return path
    .map((key) => (key === '' ? '[]' : String(key)))
    .join('.')
    .replaceAll('.[]', '[]');
}

function isScalar(schema: v.GenericSchema): boolean {
  return sectionOf(schema, {}) === null && elementOf(schema, {}) === null;
}

function descriptionOf(schema: v.GenericSchema): string {
  const own = v.getDescription(schema);
  if (own !== undefined) return own;
  const inner = 'wrapped' in schema ? unwrapped(schema, {}) : null;
  return (inner && v.getDescription(inner)) ?? '';
}

function allowedText(schema: v.GenericSchema): string {
  const plain = unwrapped(schema, {});
  const { allowed } = v.getMetadata(plain);
  if (typeof allowed === 'string') return allowed;
  const element = elementOf(plain, {});
  if (element !== null) {
    return isList(plain)
      ? `list${isScalar(element) ? ` of: ${allowedText(element)}` : ''}`
      : 'section by name';
  }
  if (optionsOf(plain).length === 0 && 'options' in plain && Array.isArray(plain.options)) {
    return plain.options.map((option) => `\`${String(option)}\``).join(', ');
  }
  if (sectionOf(plain, {}) !== null) return 'section';
  if ('literal' in plain) return `\`${String(plain.literal)}\``;
  return { boolean: '`true`, `false`', string: 'text', number: 'number' }[plain.type] ?? plain.type;
}

function defaultText(schema: v.GenericSchema): string {
  const value = defaultOf(schema);
  if (value === undefined) return isOptional(schema) ? 'none' : 'required';
  if (typeof value === 'object' && value !== null && Object.keys(value).length === 0) {
    return Array.isArray(value) ? '`[]`' : '';
  }
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

/** The keys as the rows of a Markdown table. */
export function referenceTable(): string {
  const rows = describeConfiguration().map(
    ({ key, allowed, default: given, meaning }) => `| \`${key}\` | ${allowed} | ${given} | ${meaning} |`,
  );
  return ['| key | allowed | default | meaning |', '|---|---|---|---|', ...rows].join('\n');
}
