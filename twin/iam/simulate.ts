import { ServiceError } from '../gateway/service-error.ts';
import type { XmlValue } from '../gateway/xml.ts';
import type { AccessControl } from './access-control.ts';

/**
 * What a role may do on each resource (IAM API, SimulatePrincipalPolicy); without a resource it is `*`. Unlike AWS's, the policies of
 * the resources count as well, and a Deny is told as the lack of an Allow.
 */
export function simulatePrincipalPolicy(
  access: AccessControl,
  given: URLSearchParams,
  region: string,
): XmlValue {
  const roleArn = given.get('PolicySourceArn') ?? '';
  if (!access.hasRole(roleArn)) {
    throw new ServiceError(404, 'NoSuchEntity', `${roleArn} cannot be found.`);
  }
  const actions = members(given, 'ActionNames');
  if (actions.length === 0) throw new ServiceError(400, 'InvalidInput', 'ActionNames must have a member.');
  const resources = members(given, 'ResourceArns');
  return {
    IsTruncated: false,
    EvaluationResults: (resources.length === 0 ? ['*'] : resources).flatMap((resource) =>
      actions.map((action) => ({
        EvalActionName: action,
        EvalResourceName: resource,
        EvalDecision: access.roleMay(roleArn, { action, resource }, region) ? 'allowed' : 'implicitDeny',
      })),
    ),
  };
}

function members(given: URLSearchParams, list: string): readonly string[] {
  return [...given].filter(([name]) => name.startsWith(`${list}.member.`)).map(([, value]) => value);
}
