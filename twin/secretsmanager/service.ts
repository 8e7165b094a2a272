import { targetError, jsonReply, targetOperation } from '../gateway/json-protocol.ts';
import { jsonText, parseJsonObject } from '../gateway/json-value.ts';
import { ServiceError } from '../gateway/service-error.ts';
import type { RequiredPermission, ServiceCall, ServiceReply, TwinService } from '../gateway/service.ts';
import type { Secrets } from '../cloudformation/secrets.ts';

const contentType = 'application/x-amz-json-1.1';

/** Secrets Manager, as far as it takes to put and to read the secrets that templates have made. */
export class SecretsManagerService implements TwinService {
  readonly signingName = 'secretsmanager';
  readonly #secrets: Secrets;

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  operationOf(call: Omit<ServiceCall, 'operation'>): string | undefined {
    const operation = targetOperation(call, 'secretsmanager');
    return operation === 'PutSecretValue' || operation === 'GetSecretValue' ? operation : undefined;
  }

  permissionsFor(call: ServiceCall): readonly RequiredPermission[] {
    return [{ action: `secretsmanager:${call.operation ?? ''}`, resource: inputOf(call).arn }];
  }

  handle(call: ServiceCall): Promise<ServiceReply> {
    const { arn, value } = inputOf(call);
    const present = this.#secrets.valueOf(arn);
    if (present === undefined) {
      throw new ServiceError(
        400,
        'ResourceNotFoundException',
        "Secrets Manager can't find the specified secret.",
      );
    }
    if (call.operation === 'PutSecretValue') this.#secrets.put(arn, value);
    const shown = call.operation === 'PutSecretValue' ? {} : { SecretString: present };
    return Promise.resolve(
      jsonReply(200, { ARN: arn, Name: arn.split(':').at(-1) ?? '', ...shown }, contentType),
    );
  }

  error(status: number, code: string, message: string): ServiceReply {
    return targetError(status, code, message, contentType);
  }
}

function inputOf(call: Pick<ServiceCall, 'body'>): { readonly arn: string; readonly value: string } {
  const { SecretId, SecretString = '' } = parseJsonObject(call.body.toString()) ?? {};
  return { arn: jsonText(SecretId), value: jsonText(SecretString) };
}
