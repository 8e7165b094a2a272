import type { Principal, RequiredPermission, ServiceCall } from '../gateway/service.ts';
import { awsManagedPolicy } from './aws-managed-policies.ts';
import type { RequestContext } from './conditions.ts';
import { evaluate } from './evaluate.ts';
import type { Statement } from './policy.ts';

/** A service acting for itself, e.g. EventBridge (`events.amazonaws.com`) sending to a queue because of a rule. */
export interface ServicePrincipal {
  readonly service: string;
  /** What makes the service act, for `aws:SourceArn`. */
  readonly sourceArn: string;
}

/** What the root user of an account has instead of policies (IAM User Guide, "AWS account root user"). */
const everything: readonly Statement[] = [{ Effect: 'Allow', Action: ['*'], Resource: ['*'] }];

/** By identity: another policy may say the same. */
function takeFrom(list: Statement[], statements: readonly Statement[]): void {
  for (const statement of statements) {
    const at = list.indexOf(statement);
    if (at >= 0) list.splice(at, 1);
  }
}

/** Roles, their policies, and the policies of resources: everything that decides whether a call may pass. */
export class AccessControl {
  readonly #account: string;
  readonly #roles = new Map<string, Statement[]>();
  /** By ARN: what a role is known by, whatever becomes of its name. */
  readonly #roleIds = new Map<string, string>();
  readonly #managed = new Map<string, readonly Statement[]>();
  readonly #resources = new Map<string, Statement[]>();

  constructor(account: string) {
    this.#account = account;
  }

  addRole(roleArn: string, roleId: string): void {
    this.#roles.set(roleArn, []);
    this.#roleIds.set(roleArn, roleId);
  }

  /** `aws:userid`: the account of its root user, the id of a role and the name of the session (IAM User Guide, "Principal key values"). */
  userIdOf({ roleArn, sessionName, accessKeyId }: Principal): string {
    if (roleArn === undefined) return this.#account;
    return `${this.#roleIds.get(roleArn) ?? roleArn}:${sessionName ?? accessKeyId}`;
  }

  roleIdOf(roleArn: string): string {
    return this.#roleIds.get(roleArn) ?? '';
  }

  hasRole(roleArn: string): boolean {
    return this.#roles.has(roleArn);
  }

  removeRole(roleArn: string): void {
    this.#roles.delete(roleArn);
    this.#roleIds.delete(roleArn);
  }

  /** Gives a role more, until the returned function is called. */
  addToRole(roleArn: string, statements: readonly Statement[]): () => void {
    const role = this.#roles.get(roleArn);
    if (role === undefined) {
      throw new Error(`There is no role ${roleArn} to attach a policy to.`);
    }
    role.push(...statements);
    return () => {
      takeFrom(role, statements);
    };
  }

  /** Makes a customer managed policy known, so that roles can name it, until the returned function is called. */
  addManaged(policyArn: string, statements: readonly Statement[]): () => void {
    this.#managed.set(policyArn, statements);
    return () => {
      this.#managed.delete(policyArn);
    };
  }

  managed(policyArn: string): readonly Statement[] {
    return this.#managed.get(policyArn) ?? awsManagedPolicy(policyArn);
  }

  /** What a role has been given, statement by statement. */
  statementsOf(roleArn: string): readonly Statement[] {
    return this.#roles.get(roleArn) ?? [];
  }

  get roles(): readonly string[] {
    return [...this.#roles.keys()];
  }

  /** Puts another policy in the place of a resource's own. */
  replacePolicy(resourceArn: string, statements: readonly Statement[]): void {
    this.#resources.set(resourceArn, [...statements]);
  }

  /** Adds to the policy of a queue, a topic, a function, until the returned function is called. */
  addToResource(resourceArn: string, statements: readonly Statement[]): () => void {
    const present = this.#resources.get(resourceArn) ?? [];
    present.push(...statements);
    this.#resources.set(resourceArn, present);
    return () => {
      takeFrom(this.#resources.get(resourceArn) ?? [], statements);
    };
  }

  /** Why a call through the gateway may not pass, in AWS's words; undefined when it may. */
  refusalOf(call: ServiceCall, required: readonly RequiredPermission[]): string | undefined {
    const { roleArn = `arn:aws:iam::${this.#account}:root` } = call.principal;
    const own = call.principal.roleArn === undefined ? everything : this.statementsOf(roleArn);
    const denied = required.find((permission) => !this.#may(roleArn, own, permission, call.region));
    if (denied === undefined) {
      return undefined;
    }
    return (
      `User: ${roleArn.replace(/:iam:(.*):role\//, ':sts:$1:assumed-role/')} is not authorized to perform: ` +
      `${denied.action} on resource: ${denied.resource} because no policy allows it or one denies it`
    );
  }

  roleMay(roleArn: string, permission: RequiredPermission, region: string): boolean {
    return this.#may(roleArn, this.statementsOf(roleArn), permission, region);
  }

  /** Within one account an Allow by the principal's own policies or by the resource is enough, and a Deny by either is final. */
  #may(
    principalArn: string,
    own: readonly Statement[],
    { action, resource }: RequiredPermission,
    region: string,
  ): boolean {
    const context = this.#context({
      'aws:principalarn': [principalArn],
      'aws:principalisawsservice': ['false'],
      'aws:requestedregion': [region],
    });
    const ofResource = (this.#resources.get(resource) ?? []).filter(({ Principal }) =>
      Principal?.AWS?.some(
        (arn) => arn === '*' || arn === principalArn || arn.endsWith(`:${this.#account}:root`),
      ),
    );
    return evaluate([...own, ...ofResource], { action, resource, context }) === 'allowed';
  }

  /** Whether the resource's own policy lets a service act on it, as rules and topics need it. */
  serviceMay(principal: ServicePrincipal, { action, resource }: RequiredPermission): boolean {
    const context = this.#context({
      'aws:sourcearn': [principal.sourceArn],
      'aws:sourceaccount': [this.#account],
      'aws:principalisawsservice': ['true'],
    });
    const statements = (this.#resources.get(resource) ?? []).filter(
      ({ Principal }) =>
        Principal?.Service?.includes(principal.service) === true || Principal?.AWS?.includes('*') === true,
    );
    return evaluate(statements, { action, resource, context }) === 'allowed';
  }

  /** The gateway listens on loopback without TLS; for policies that demand TLS, its calls count as encrypted. */
  #context(specific: RequestContext): RequestContext {
    return {
      'aws:securetransport': ['true'],
      'aws:principalaccount': [this.#account],
      'aws:resourceaccount': [this.#account],
      ...specific,
    };
  }
}
