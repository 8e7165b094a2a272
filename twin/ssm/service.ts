import { targetError, jsonReply, targetOperation } from '../gateway/json-protocol.ts';
import { isJsonList, jsonText, parseJsonObject } from '../gateway/json-value.ts';
import { ServiceError } from '../gateway/service-error.ts';
import type { RequiredPermission, ServiceCall, ServiceReply, TwinService } from '../gateway/service.ts';

const contentType = 'application/x-amz-json-1.1';

/** Systems Manager's parameter store, as far as it takes to read the version of a bootstrap. */
export class SsmService implements TwinService {
  readonly signingName = 'ssm';
  readonly parameters = new Map<string, string>();
  readonly #arnPrefix: string;

  constructor(account: string, region: string) {
    this.#arnPrefix = `arn:aws:ssm:${region}:${account}:parameter`;
  }

  operationOf(call: Omit<ServiceCall, 'operation'>): string | undefined {
    const operation = targetOperation(call, 'AmazonSSM');
    return operation === 'GetParameter' || operation === 'GetParameters' ? operation : undefined;
  }

  permissionsFor(call: ServiceCall): readonly RequiredPermission[] {
    return namesIn(call).map((name) => ({
      action: `ssm:${call.operation ?? ''}`,
      resource: this.#arnOf(name),
    }));
  }

  handle(call: ServiceCall): Promise<ServiceReply> {
    const names = namesIn(call);
    const found = names.flatMap((name) => this.#parameter(name) ?? []);
    if (call.operation === 'GetParameters') {
      const InvalidParameters = names.filter((name) => !this.parameters.has(name));
      return Promise.resolve(jsonReply(200, { Parameters: found, InvalidParameters }, contentType));
    }
    const [Parameter] = found;
    if (Parameter === undefined) {
      throw new ServiceError(400, 'ParameterNotFound', `Parameter ${names[0] ?? ''} not found.`);
    }
    return Promise.resolve(jsonReply(200, { Parameter }, contentType));
  }

  error(status: number, code: string, message: string): ServiceReply {
    return targetError(status, code, message, contentType);
  }

  #parameter(name: string) {
    const value = this.parameters.get(name);
    return value === undefined
      ? undefined
      : { Name: name, Type: 'String', Value: value, Version: 1, ARN: this.#arnOf(name) };
  }

  #arnOf(name: string): string {
    return `${this.#arnPrefix}${name.startsWith('/') ? '' : '/'}${name}`;
  }
}

function namesIn(call: Pick<ServiceCall, 'body'>): readonly string[] {
  const { Name, Names } = parseJsonObject(call.body.toString()) ?? {};
  return isJsonList(Names) ? Names.map(jsonText) : [jsonText(Name)];
}
