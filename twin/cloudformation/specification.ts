import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { PropertyType, Resource, SpecDatabase, TypeDefinition } from '@aws-cdk/service-spec-types';
import { isJsonList, isJsonObject, jsonText, type JsonValue } from '../gateway/json-value.ts';

/** CloudFormation's own specification of resource types, read only when it is wanted: it takes a second. */
export function specificationDatabase(): SpecDatabase {
  return (loaded ??= loadAwsServiceSpecSync());
}

let loaded: SpecDatabase | undefined;

/**
 * What the specification of a type does not allow in its properties: unknown and missing ones, types and, where the
 * specification has them, allowed values; each finding says what is known or allowed.
 */
export function findingsIn(type: string, properties: JsonValue): readonly string[] {
  const database = specificationDatabase();
  const [resource] = database.lookup('resource', 'cloudFormationType', 'equals', type);
  if (resource === undefined) return [`CloudFormation's specification has no ${type}.`];
  return checkProperties(database, resource, properties, 'Properties');
}

function checkProperties(
  database: SpecDatabase,
  { properties }: Pick<Resource | TypeDefinition, 'properties'>,
  value: JsonValue,
  path: string,
): readonly string[] {
  if (!isJsonObject(value)) return [wrongType(path, value, 'an object')];
  const known = new Map(Object.entries(properties));
  const missing = [...known]
    .filter(([name, { required }]) => required === true && value[name] === undefined)
    .map(([name]) => `${path}.${name} is required.`);
  const present = Object.entries(value).flatMap(([name, item]) => {
    const property = known.get(name);
    return property === undefined
      ? [`${path}.${name} is unknown; known are ${[...known.keys()].sort().join(', ')}.`]
      : checkValue(database, property.type, item, `${path}.${name}`);
  });
  return [...missing, ...present];
}

function checkValue(
  database: SpecDatabase,
  type: PropertyType,
  value: JsonValue,
  path: string,
): readonly string[] {
  if (isIntrinsic(value)) return [];
  switch (type.type) {
    case 'ref':
      return checkProperties(database, database.get('typeDefinition', type.reference.$ref), value, path);
    case 'array':
      return isJsonList(value)
        ? value.flatMap((item, index) => checkValue(database, type.element, item, `${path}[${index}]`))
        : [wrongType(path, value, 'a list')];
    case 'string':
      return checkText(type.allowedValues, value, path);
    case 'integer':
    case 'number':
      // Numbers and booleans may be written as texts in templates.
      return isNumber(value) ? [] : [wrongType(path, value, 'a number')];
    case 'boolean':
      return ['true', 'false'].includes(jsonText(value)) ? [] : [wrongType(path, value, 'true or false')];
    default:
      return [];
  }
}

function checkText(
  allowed: readonly string[] | undefined,
  value: JsonValue,
  path: string,
): readonly string[] {
  if (typeof value !== 'string') return [wrongType(path, value, 'a text')];
  if (allowed === undefined || allowed.includes(value)) return [];
  return [`${path} "${value}" is not allowed; allowed are ${allowed.join(', ')}.`];
}

function isNumber(value: JsonValue): boolean {
  if (typeof value === 'string') return value.trim() !== '' && Number.isFinite(Number(value));
  return typeof value === 'number';
}

function wrongType(path: string, value: JsonValue, expected: string): string {
  return `${path}: expected ${expected}, got ${JSON.stringify(value)}.`;
}

/** What is known only when it is deployed is not there yet in a template that is read beforehand. */
function isIntrinsic(value: JsonValue): boolean {
  const [key, ...others] = isJsonObject(value) ? Object.keys(value) : [];
  return others.length === 0 && key !== undefined && (key === 'Ref' || key.startsWith('Fn::'));
}
