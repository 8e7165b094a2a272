import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { PropertyType, Resource, SpecDatabase, TypeDefinition } from '@aws-cdk/service-spec-types';
import { isRecord } from '../synthesize.ts';

/**
 * Compares resources of a template with CloudFormation's own specification: unknown and missing properties, types and, where
 * the specification has them, allowed values. What is known only at deployment is passed over.
 */
export function cloudFormationChecker(): (type: string, properties: unknown) => readonly string[] {
  const database = loadAwsServiceSpecSync();
  return (type, properties) => {
    const [resource] = database.lookup('resource', 'cloudFormationType', 'equals', type);
    if (resource === undefined) return [`${type} is not in the specification`];
    return checkProperties(database, resource, properties, type);
  };
}

type Holder = Pick<Resource | TypeDefinition, 'properties'>;

function checkProperties(
  database: SpecDatabase,
  holder: Holder,
  value: unknown,
  path: string,
): readonly string[] {
  if (!isRecord(value)) return [`${path}: expected an object`];
  const known = new Map(Object.entries(holder.properties));
  const missing = [...known]
    .filter(([name, { required }]) => required === true && value[name] === undefined)
    .map(([name]) => `${path}.${name} is required`);
  const present = Object.entries(value).flatMap(([name, item]) => {
    const property = known.get(name);
    return property === undefined
      ? [`${path}.${name} is unknown`]
      : checkValue(database, property.type, item, `${path}.${name}`);
  });
  return [...missing, ...present];
}

function checkValue(
  database: SpecDatabase,
  type: PropertyType,
  value: unknown,
  path: string,
): readonly string[] {
  if (isIntrinsic(value)) return [];
  switch (type.type) {
    case 'ref':
      return checkProperties(database, database.get('typeDefinition', type.reference.$ref), value, path);
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((item: unknown, index) =>
            checkValue(database, type.element, item, `${path}[${index}]`),
          )
        : [`${path}: expected a list`];
    case 'string':
      if (typeof value !== 'string') return [`${path}: expected a text`];
      return type.allowedValues === undefined || type.allowedValues.includes(value)
        ? []
        : [`${path}: "${value}" is not among ${type.allowedValues.join(', ')}`];
    case 'integer':
    case 'number':
      return typeof value === 'number' ? [] : [`${path}: expected a number`];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${path}: expected true or false`];
    default:
      return [];
  }
}

function isIntrinsic(value: unknown): boolean {
  const [key, ...others] = isRecord(value) ? Object.keys(value) : [];
  return others.length === 0 && key !== undefined && (key === 'Ref' || key.startsWith('Fn::'));
}
