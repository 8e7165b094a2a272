import { queryError, queryParameters, queryReply } from '../gateway/query-protocol.ts';
import type { ServiceCall, ServiceReply, TwinService } from '../gateway/service.ts';

/**
 * STS, as far as tools need it to find out where they are: `aws sts get-caller-identity`. A caller needs no
 * permission for it (IAM User Guide, "GetCallerIdentity").
 */
export class StsService implements TwinService {
  readonly signingName = 'sts';
  readonly #account: string;

  constructor(account: string) {
    this.#account = account;
  }

  operationOf(call: Omit<ServiceCall, 'operation'>): string | undefined {
    const action = queryParameters(call).get('Action');
    return action === 'GetCallerIdentity' ? action : undefined;
  }

  permissionsFor(): readonly [] {
    return [];
  }

  handle(call: ServiceCall): Promise<ServiceReply> {
    const { roleArn, accessKeyId } = call.principal;
    const arn =
      roleArn === undefined
        ? `arn:aws:iam::${this.#account}:root`
        : `${roleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/${accessKeyId}`;
    return Promise.resolve(
      queryReply(
        'GetCallerIdentity',
        'https://sts.amazonaws.com/doc/2011-06-15/',
        `<Arn>${arn}</Arn><UserId>${accessKeyId}</UserId><Account>${this.#account}</Account>`,
      ),
    );
  }

  error(status: number, code: string, message: string): ServiceReply {
    return queryError(status, code === 'AccessDeniedException' ? 'AccessDenied' : code, message);
  }
}
