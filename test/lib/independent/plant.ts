import type { DeploymentTemplates, StackTemplate, TemplateResource } from './deployed-template.ts';

/** Changes one resource of a type, or a stack, of an example. */
export type Fault = readonly [
  what: string,
  change: (deployment: DeploymentTemplates) => DeploymentTemplates,
  found: RegExp,
];

/** Sets a property of the first resource of a type whose text has `having`; undefined takes the property away. */
export function set(type: string, path: string, value: unknown, having = '') {
  return (deployment: DeploymentTemplates): DeploymentTemplates =>
    replaced(deployment, type, having, (resource) => ({
      ...resource,
      properties: spoilt(resource.properties, path.split('.'), value) as TemplateResource['properties'],
    }));
}

export function replaced(
  deployment: DeploymentTemplates,
  type: string,
  having: string,
  change: (resource: TemplateResource) => TemplateResource,
): DeploymentTemplates {
  const fits = ([, resource]: readonly [string, TemplateResource]) =>
    resource.type === type && JSON.stringify(resource.properties).includes(having);
  const home = deployment.find(({ resources }) => Object.entries(resources).some(fits));
  const [id, resource] = Object.entries(home?.resources ?? {}).find(fits) ?? [];
  if (home === undefined || id === undefined || resource === undefined) {
    throw new Error(`No ${type} with ${having}.`);
  }
  return deployment.map((stack) =>
    stack === home ? { ...stack, resources: { ...stack.resources, [id]: change(resource) } } : stack,
  );
}

function spoilt(value: unknown, [key = '', ...rest]: readonly string[], fault: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown, at) =>
      String(at) === key ? (rest.length === 0 ? fault : spoilt(item, rest, fault)) : item,
    );
  }
  const object = (value ?? {}) as Record<string, unknown>;
  return { ...object, [key]: rest.length === 0 ? fault : spoilt(object[key], rest, fault) };
}

/** Grants a role what stands in `statement` in the place of its first one. */
export const grant = (statement: object, having: string) =>
  set('AWS::IAM::Policy', 'PolicyDocument.Statement.0', { Effect: 'Allow', ...statement }, having);

/** Takes an action out of the policy that has it. */
export const without =
  (action: string, having = action) =>
  (deployment: DeploymentTemplates) =>
    replaced(deployment, 'AWS::IAM::Policy', having, (resource) => ({
      ...resource,
      properties: JSON.parse(
        JSON.stringify(resource.properties).replaceAll(`"${action}"`, '"sts:GetCallerIdentity"'),
      ) as TemplateResource['properties'],
    }));

export const eachStack =
  (change: (stack: StackTemplate) => StackTemplate) => (deployment: DeploymentTemplates) =>
    deployment.map(change);
