import { queryError, queryParameters, queryReply } from '../gateway/query-protocol.ts';
import { ServiceError } from '../gateway/service-error.ts';
import type { RequiredPermission, ServiceCall, ServiceReply, TwinService } from '../gateway/service.ts';
import { xmlOf, type XmlValue } from '../gateway/xml.ts';
import type { AccessControl } from './access-control.ts';

const operations: readonly string[] = [
  'CreateRole',
  'GetRole',
  'DeleteRole',
  'ListRoles',
  'SimulatePrincipalPolicy',
];

const namespace = 'https://iam.amazonaws.com/doc/2010-05-08/';

/** IAM, as far as it takes to make the roles that a template only names (those of encoders on the ground), and to ask what a role may do. */
export class IamService implements TwinService {
  readonly signingName = 'iam';
  readonly #account: string;
  readonly #access: AccessControl;

  constructor(account: string, access: AccessControl) {
    this.#account = account;
    this.#access = access;
  }

  operationOf(call: Omit<ServiceCall, 'operation'>): string | undefined {
    const action = queryParameters(call).get('Action') ?? '';
    return operations.includes(action) ? action : undefined;
  }

  permissionsFor(call: ServiceCall): readonly RequiredPermission[] {
    const name = queryParameters(call).get('RoleName');
    const source = queryParameters(call).get('PolicySourceArn');
    if (source !== null) return [{ action: `iam:${call.operation ?? ''}`, resource: source }];
    return [{ action: `iam:${call.operation ?? ''}`, resource: name === null ? '*' : this.#arnOf(name) }];
  }

  handle(call: ServiceCall): Promise<ServiceReply> {
    const operation = call.operation ?? '';
    const name = queryParameters(call).get('RoleName') ?? '';
    const result =
      operation === 'SimulatePrincipalPolicy'
        ? simulatePrincipalPolicy(this.#access, queryParameters(call), call.region)
        : this.#result(operation, name);
    return Promise.resolve(queryReply(operation, namespace, xmlOf(result)));
  }

  error(status: number, code: string, message: string): ServiceReply {
    return queryError(status, code === 'AccessDeniedException' ? 'AccessDenied' : code, message);
  }

  #result(operation: string, name: string): XmlValue {
    const arn = this.#arnOf(name);
    if (operation === 'ListRoles') {
      return { Roles: this.#access.roles.map((one) => this.#shown(one)), IsTruncated: false };
    }
    if (operation === 'CreateRole') {
      if (this.#access.hasRole(arn)) {
        throw new ServiceError(409, 'EntityAlreadyExists', `Role with name ${name} already exists.`);
      }
      this.#access.addRole(arn, `AROA${name.toUpperCase().replaceAll(/\W/g, '')}`);
      return { Role: this.#shown(arn) };
    }
    if (!this.#access.hasRole(arn)) {
      throw new ServiceError(404, 'NoSuchEntity', `The role with name ${name} cannot be found.`);
    }
    if (operation === 'GetRole') return { Role: this.#shown(arn) };
    this.#access.removeRole(arn);
    return {};
  }

  #shown(arn: string): XmlValue {
    const RoleName = arn.split('/').at(-1) ?? '';
    return {
      Path: '/',
      RoleName,
      RoleId: this.#access.roleIdOf(arn),
      Arn: arn,
      CreateDate: '2026-01-01T00:00:00Z',
    };
  }

  #arnOf(name: string): string {
    return `arn:aws:iam::${this.#account}:role/${name}`;
  }
}

/**
 * What a role may do on each resource (IAM API, SimulatePrincipalPolicy); without a resource it is `*`. Unlike AWS's, the policies of
 * the resources count as well, and a Deny is told as the lack of an Allow.
 */
function simulatePrincipalPolicy(access: AccessControl, given: URLSearchParams, region: string): XmlValue {
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
