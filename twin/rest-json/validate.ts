import type { NormalizedSchema } from './smithy-core.ts';
import type { AllowedValues } from './allowed-values.ts';
import { structureMembers } from './structure.ts';

export type FindingKind = 'required' | 'unknown' | 'type' | 'value';

/** Something in a document that the service's model does not allow. */
export interface Finding {
  readonly kind: FindingKind;
  /** Member names and list indexes from the root of the document, spelled as in the document. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export interface ValidationOptions {
  readonly allowedValues: AllowedValues;
  /**
   * `wire`: members are spelled as sent (`actionName`) and those that travel in the path or the query are not part of the
   * document. `member`: as in the API's shapes and in CloudFormation (`ActionName`), wherever they travel.
   */
  readonly naming: 'wire' | 'member';
  /** `skip` accepts `{ Ref }` and `{ Fn::… }` anywhere: a template's value that is known only when it is deployed. */
  readonly intrinsics: 'refuse' | 'skip';
}

/** Compares a parsed JSON document with a schema: required and unknown members, types, enumerations. */
export function validate(
  schema: NormalizedSchema,
  document: unknown,
  options: ValidationOptions,
): readonly Finding[] {
  return checkValue({ schema, value: document, path: [], allowed: undefined }, options);
}

interface Place {
  readonly schema: NormalizedSchema;
  readonly value: unknown;
  readonly path: Finding['path'];
  /** Values of the enumeration, when the place (or the elements of the list there) is one. */
  readonly allowed: readonly string[] | undefined;
}

function checkValue(place: Place, options: ValidationOptions): readonly Finding[] {
  const { schema, value, path } = place;
  if (options.intrinsics === 'skip' && isIntrinsic(value)) return [];
  if (schema.isDocumentSchema()) return [];
  if (schema.isStructSchema()) {
    return isRecord(value) ? checkStructure(place, value, options) : [wrongType(place, 'an object')];
  }
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) return [wrongType(place, 'a list')];
    const element = schema.getValueSchema();
    return value.flatMap((item: unknown, index) =>
      checkValue({ ...place, schema: element, value: item, path: [...path, index] }, options),
    );
  }
  if (schema.isMapSchema()) {
    if (!isRecord(value)) return [wrongType(place, 'an object')];
    const element = schema.getValueSchema();
    return Object.entries(value).flatMap(([key, item]) =>
      checkValue({ ...place, schema: element, value: item, path: [...path, key] }, options),
    );
  }
  return checkScalar(place);
}

function checkStructure(
  { schema, path }: Place,
  value: Readonly<Record<string, unknown>>,
  options: ValidationOptions,
): readonly Finding[] {
  const members = structureMembers(schema).filter(
    (member) => options.naming === 'member' || member.binding === 'body',
  );
  const nameOf = (member: (typeof members)[number]): string =>
    options.naming === 'wire' ? member.wireName : member.name;
  const known = new Map(members.map((member) => [nameOf(member), member]));
  const missing = members
    .filter((member) => member.required && (value[nameOf(member)] ?? undefined) === undefined)
    .map((member): Finding => {
      const name = nameOf(member);
      return { kind: 'required', path: [...path, name], message: `'${name}' is required.` };
    });
  const present = Object.entries(value).flatMap(([name, item]): readonly Finding[] => {
    const member = known.get(name);
    if (member === undefined) {
      const message = `'${name}' is unknown; allowed are ${[...known.keys()].join(', ') || 'no members'}.`;
      return [{ kind: 'unknown', path: [...path, name], message }];
    }
    if (item === null || item === undefined) return [];
    const allowed = options.allowedValues.get(`${schema.getName() ?? ''}.${member.name}`);
    return checkValue({ schema: member.schema, value: item, path: [...path, name], allowed }, options);
  });
  return [...missing, ...present];
}

function checkScalar(place: Place): readonly Finding[] {
  const { schema, value, allowed } = place;
  if (schema.isBooleanSchema()) return typeof value === 'boolean' ? [] : [wrongType(place, 'a boolean')];
  if (schema.isNumericSchema()) return typeof value === 'number' ? [] : [wrongType(place, 'a number')];
  if (schema.isTimestampSchema()) {
    const readable = typeof value === 'string' && !Number.isNaN(Date.parse(value));
    return readable ? [] : [wrongType(place, 'an ISO 8601 time')];
  }
  if (typeof value !== 'string') return [wrongType(place, 'a string')];
  if (allowed === undefined || allowed.includes(value)) return [];
  const message = `'${value}' is not allowed; allowed are ${allowed.join(', ')}.`;
  return [{ kind: 'value', path: place.path, message }];
}

function wrongType({ path, value }: Place, expected: string): Finding {
  const given = value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value;
  return { kind: 'type', path, message: `Expected ${expected}, got ${given}.` };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function isIntrinsic(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const [key, ...others] = Object.keys(value);
  return others.length === 0 && key !== undefined && (key === 'Ref' || key.startsWith('Fn::'));
}
