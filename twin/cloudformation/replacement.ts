import type { PropertyType, Resource, TypeDefinition } from '@aws-cdk/service-spec-types';
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from '../gateway/json-value.ts';
import { isSame } from './same-value.ts';
import { specificationDatabase } from './specification.ts';

/** The properties whose change CloudFormation carries out by making another resource, by CloudFormation's own specification. */
export function replacingChanges(type: string, before: JsonObject, after: JsonObject): readonly string[] {
  const [resource] = specificationDatabase().lookup('resource', 'cloudFormationType', 'equals', type);
  return resource === undefined ? [] : changesIn(resource, before, after, '');
}

function changesIn(
  { properties }: Pick<Resource | TypeDefinition, 'properties'>,
  before: JsonObject,
  after: JsonObject,
  path: string,
): readonly string[] {
  return Object.entries(properties).flatMap(([name, { causesReplacement, type }]) => {
    const [old, changed] = [before[name], after[name]];
    if (isSame(old, changed)) return [];
    const at = path === '' ? name : `${path}.${name}`;
    return causesReplacement === 'yes' ? [at] : nestedChanges(type, old, changed, at);
  });
}

/** Lists are compared place by place, as CloudFormation does. */
function nestedChanges(
  type: PropertyType,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  path: string,
): readonly string[] {
  if (type.type === 'array' && isJsonList(before) && isJsonList(after)) {
    return before.flatMap((item, index) =>
      after[index] === undefined ? [] : nestedChanges(type.element, item, after[index], `${path}[${index}]`),
    );
  }
  if (type.type !== 'ref' || !isJsonObject(before) || !isJsonObject(after)) return [];
  const definition = specificationDatabase().get('typeDefinition', type.reference.$ref);
  return changesIn(definition, before, after, path);
}
