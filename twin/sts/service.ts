import { randomUUID } from 'node:crypto';
import type { Principals } from '../gateway/principals.ts';
import { escapeXml, queryError, queryParameters, queryReply } from '../gateway/query-protocol.ts';
import { ServiceError } from '../gateway/service-error.ts';
import type { RequiredPermission, ServiceCall, ServiceReply, TwinService } from '../gateway/service.ts';
import type { AccessControl } from '../iam/access-control.ts';

const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** As long as AWS's default; nothing in the twin expires. */
const sessionSeconds = 3600;

/**
 * STS, as far as it is needed to find out where one is (GetCallerIdentity) and to try what a role may do (AssumeRole). Trust
 * policies are not evaluated: any role of the account may be assumed by a caller with `sts:AssumeRole` on it.
 */
export class StsService implements TwinService {
  readonly signingName = 'sts';
  readonly #account: string;
  readonly #access: AccessControl;
  readonly #principals: Principals;

  constructor(account: string, access: AccessControl, principals: Principals) {
    this.#account = account;
    this.#access = access;
    this.#principals = principals;
  }

  operationOf(call: Omit<ServiceCall, 'operation'>): string | undefined {
    const action = queryParameters(call).get('Action');
    return action === 'GetCallerIdentity' || action === 'AssumeRole' ? action : undefined;
  }

  /** GetCallerIdentity needs none (IAM User Guide). */
  permissionsFor(call: ServiceCall): readonly RequiredPermission[] {
    if (call.operation !== 'AssumeRole') return [];
    return [{ action: 'sts:AssumeRole', resource: queryParameters(call).get('RoleArn') ?? '' }];
  }

  handle(call: ServiceCall): Promise<ServiceReply> {
    const result = call.operation === 'AssumeRole' ? this.#assume(call) : this.#identityOf(call);
    return Promise.resolve(queryReply(call.operation ?? '', namespace, result));
  }

  error(status: number, code: string, message: string): ServiceReply {
    return queryError(status, code === 'AccessDeniedException' ? 'AccessDenied' : code, message);
  }

  #identityOf({ principal }: ServiceCall): string {
    const { roleArn, sessionName, accessKeyId } = principal;
    const arn =
      roleArn === undefined
        ? `arn:aws:iam::${this.#account}:root`
        : sessionArn(roleArn, sessionName ?? accessKeyId);
    const userId = this.#access.userIdOf(principal);
    return `<Arn>${arn}</Arn><UserId>${escapeXml(userId)}</UserId><Account>${this.#account}</Account>`;
  }

  #assume(call: ServiceCall): string {
    const parameters = queryParameters(call);
    const roleArn = parameters.get('RoleArn') ?? '';
    const sessionName = parameters.get('RoleSessionName') ?? '';
    if (!/^[\w+=,.@-]{2,64}$/.test(sessionName)) {
      throw new ServiceError(400, 'ValidationError', `"${sessionName}" is no RoleSessionName.`);
    }
    if (!this.#access.hasRole(roleArn)) {
      throw new ServiceError(403, 'AccessDenied', `There is no role ${roleArn} that could be assumed.`);
    }
    const accessKeyId = `ASIA${randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase()}`;
    const principal = { accessKeyId, roleArn, sessionName };
    this.#principals.add(principal);
    const expiration = new Date(call.receivedAt + sessionSeconds * 1000).toISOString();
    return (
      `<Credentials><AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>twin</SecretAccessKey>` +
      `<SessionToken>twin</SessionToken><Expiration>${expiration}</Expiration></Credentials>` +
      `<AssumedRoleUser><Arn>${sessionArn(roleArn, sessionName)}</Arn>` +
      `<AssumedRoleId>${escapeXml(this.#access.userIdOf(principal))}</AssumedRoleId></AssumedRoleUser>`
    );
  }
}

const sessionArn = (roleArn: string, session: string): string =>
  `${roleArn.replace(/:iam:(.*):role\//, ':sts:$1:assumed-role/')}/${session}`;
