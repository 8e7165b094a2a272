import { randomBytes } from 'node:crypto';
import { targetError, jsonReply, targetOperation } from '../gateway/json-protocol.ts';
import { jsonText, parseJsonObject, type JsonObject } from '../gateway/json-value.ts';
import { ServiceError } from '../gateway/service-error.ts';
import type { RequiredPermission, ServiceCall, ServiceReply, TwinService } from '../gateway/service.ts';
import type { Secrets } from '../cloudformation/secrets.ts';

const contentType = 'application/x-amz-json-1.1';

const operations = ['CreateSecret', 'PutSecretValue', 'GetSecretValue', 'ListSecrets', 'DeleteSecret'];

/** Secrets Manager, as far as it takes to make a secret by hand, and to put and read those that templates have made. */
export class SecretsManagerService implements TwinService {
  readonly signingName = 'secretsmanager';
  readonly #secrets: Secrets;
  readonly #arnPrefix: string;

  constructor(secrets: Secrets, account: string, region: string) {
    this.#secrets = secrets;
    this.#arnPrefix = `arn:aws:secretsmanager:${region}:${account}:secret:`;
  }

  operationOf(call: Omit<ServiceCall, 'operation'>): string | undefined {
    const operation = targetOperation(call, 'secretsmanager');
    return operation !== undefined && operations.includes(operation) ? operation : undefined;
  }

  permissionsFor(call: ServiceCall): readonly RequiredPermission[] {
    const { id, name } = inputOf(call);
    const resource = id !== '' ? id : name !== '' ? `${this.#arnPrefix}${name}` : '*';
    return [{ action: `secretsmanager:${call.operation ?? ''}`, resource }];
  }

  handle(call: ServiceCall): Promise<ServiceReply> {
    return Promise.resolve(jsonReply(200, this.#answer(call), contentType));
  }

  error(status: number, code: string, message: string): ServiceReply {
    return targetError(status, code, message, contentType);
  }

  #answer(call: ServiceCall): JsonObject {
    const { id, name, value } = inputOf(call);
    if (call.operation === 'ListSecrets') return { SecretList: this.#secrets.arns.map(shown) };
    if (call.operation === 'CreateSecret') return shown(this.#create(name, value));
    const arn = this.#secrets.arns.find((one) => one === id || nameOf(one) === id);
    if (arn === undefined) {
      const message = "Secrets Manager can't find the specified secret.";
      throw new ServiceError(400, 'ResourceNotFoundException', message);
    }
    if (call.operation === 'GetSecretValue') {
      return { ...shown(arn), SecretString: this.#secrets.valueOf(arn) ?? '' };
    }
    if (call.operation === 'DeleteSecret') this.#secrets.remove(arn);
    else this.#secrets.put(arn, value);
    return shown(arn);
  }

  #create(name: string, value: string): string {
    if (this.#secrets.arns.some((arn) => nameOf(arn) === name)) {
      const message = `The operation failed because the secret ${name} already exists.`;
      throw new ServiceError(400, 'ResourceExistsException', message);
    }
    const arn = `${this.#arnPrefix}${name}-${randomBytes(3).toString('hex')}`;
    this.#secrets.put(arn, value);
    return arn;
  }
}

const shown = (arn: string): JsonObject => ({ ARN: arn, Name: nameOf(arn) });

/** Without the six characters that Secrets Manager puts behind it. */
const nameOf = (arn: string): string => (arn.split(':').at(-1) ?? '').replace(/-\w{6}$/, '');

function inputOf(call: Pick<ServiceCall, 'body'>): Readonly<Record<'id' | 'name' | 'value', string>> {
  const { SecretId = '', Name = '', SecretString = '' } = parseJsonObject(call.body.toString()) ?? {};
  return { id: jsonText(SecretId), name: jsonText(Name), value: jsonText(SecretString) };
}
