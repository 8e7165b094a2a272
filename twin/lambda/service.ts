import { jsonError, jsonReply } from '../gateway/json-protocol.ts';
import { parseJsonObject } from '../gateway/json-value.ts';
import { ServiceError } from '../gateway/service-error.ts';
import type { RequiredPermission, ServiceCall, ServiceReply, TwinService } from '../gateway/service.ts';
import type { EventSourceMapping } from './event-source-mapping.ts';
import type { EventSourceMappings } from './event-source-mappings.ts';
import {
  accountSettings,
  functionConfiguration,
  functionDescription,
  mappingConfiguration,
} from './function-configuration.ts';
import type { FunctionDefinition } from './function-definition.ts';
import type { Functions } from './functions.ts';
import { invokeOperation } from './invoke-operation.ts';

interface Route {
  readonly operation: string;
  readonly method: string;
  /** Its group, if any, is the function or mapping asked for. */
  readonly path: RegExp;
}

/** Lambda's REST paths, of the operations the twin has. */
const routes: readonly Route[] = [
  { operation: 'Invoke', method: 'POST', path: /^\/2015-03-31\/functions\/([^/]+)\/invocations$/ },
  { operation: 'ListFunctions', method: 'GET', path: /^\/2015-03-31\/functions\/?$/ },
  { operation: 'GetFunction', method: 'GET', path: /^\/2015-03-31\/functions\/([^/]+)$/ },
  {
    operation: 'GetFunctionConfiguration',
    method: 'GET',
    path: /^\/2015-03-31\/functions\/([^/]+)\/configuration$/,
  },
  { operation: 'GetAccountSettings', method: 'GET', path: /^\/2016-08-19\/account-settings\/?$/ },
  { operation: 'ListTags', method: 'GET', path: /^\/2017-03-31\/tags\/([^/]+)$/ },
  { operation: 'ListEventSourceMappings', method: 'GET', path: /^\/2015-03-31\/event-source-mappings\/?$/ },
  {
    operation: 'GetEventSourceMapping',
    method: 'GET',
    path: /^\/2015-03-31\/event-source-mappings\/([^/]+)$/,
  },
  {
    operation: 'UpdateEventSourceMapping',
    method: 'PUT',
    path: /^\/2015-03-31\/event-source-mappings\/([^/]+)$/,
  },
];

/** Lambda's API: functions are invoked, listed and described; mappings are listed, and switched off and on. */
export class LambdaService implements TwinService {
  readonly signingName = 'lambda';
  readonly #functions: Functions;
  readonly #mappings: EventSourceMappings;
  readonly #arnPrefix: string;

  constructor(functions: Functions, mappings: EventSourceMappings, account: string, region: string) {
    this.#functions = functions;
    this.#mappings = mappings;
    this.#arnPrefix = `arn:aws:lambda:${region}:${account}`;
  }

  operationOf(call: Omit<ServiceCall, 'operation'>): string | undefined {
    return match(call)?.operation;
  }

  permissionsFor(call: ServiceCall): readonly RequiredPermission[] {
    const operation = call.operation ?? '';
    const action = operation === 'Invoke' ? 'lambda:InvokeFunction' : `lambda:${operation}`;
    const subject = match(call)?.subject;
    if (subject === undefined) {
      return [{ action, resource: '*' }];
    }
    const kind = operation.endsWith('Mapping') ? 'event-source-mapping' : 'function';
    const resource = this.#functions.find(subject)?.arn ?? `${this.#arnPrefix}:${kind}:${subject}`;
    return [{ action, resource }];
  }

  handle(call: ServiceCall): Promise<ServiceReply> {
    const subject = match(call)?.subject ?? '';
    switch (call.operation) {
      case 'Invoke':
        return invokeOperation(this.#functions, this.#function(subject), call);
      case 'ListFunctions':
        return ok({ Functions: this.#functions.list().map(functionConfiguration) });
      case 'GetAccountSettings':
        return ok(accountSettings(this.#functions));
      case 'GetFunction':
        return ok(functionDescription(this.#function(subject)));
      case 'GetFunctionConfiguration':
        return ok(functionConfiguration(this.#function(subject)));
      case 'ListTags':
        return ok({ Tags: this.#function(subject).tags });
      case 'ListEventSourceMappings':
        return ok({ EventSourceMappings: this.#mappings.list().map(mappingConfiguration) });
      case 'GetEventSourceMapping':
        return ok(mappingConfiguration(this.#mapping(subject)));
      default:
        return ok(mappingConfiguration(this.#switchMapping(subject, call)));
    }
  }

  error(status: number, code: string, message: string): ServiceReply {
    return jsonError(status, code, message, 'application/json');
  }

  #switchMapping(id: string, call: ServiceCall): EventSourceMapping {
    const mapping = this.#mapping(id);
    const { Enabled } = parseJsonObject(call.body.toString()) ?? {};
    if (Enabled === true) {
      mapping.enable();
    } else if (Enabled === false) {
      mapping.disable();
    }
    return mapping;
  }

  #function(nameOrArn: string): FunctionDefinition {
    const definition = this.#functions.find(nameOrArn);
    if (definition === undefined) {
      const arn = nameOrArn.startsWith('arn:') ? nameOrArn : `${this.#arnPrefix}:function:${nameOrArn}`;
      throw new ServiceError(404, 'ResourceNotFoundException', `Function not found: ${arn}`);
    }
    return definition;
  }

  #mapping(id: string): EventSourceMapping {
    const mapping = this.#mappings.find(id);
    if (mapping === undefined) {
      throw new ServiceError(404, 'ResourceNotFoundException', 'The resource you requested does not exist.');
    }
    return mapping;
  }
}

const match = (
  call: Pick<ServiceCall, 'method' | 'url'>,
): { readonly operation: string; readonly subject?: string } | undefined => {
  const path = call.url.split('?')[0] ?? '';
  for (const route of routes) {
    const found = route.method === call.method ? route.path.exec(path) : null;
    if (found !== null) {
      const subject = found[1];
      return {
        operation: route.operation,
        ...(subject === undefined ? {} : { subject: decodeURIComponent(subject) }),
      };
    }
  }
  return undefined;
};

const ok = (body: Parameters<typeof jsonReply>[1]): Promise<ServiceReply> =>
  Promise.resolve(jsonReply(200, body, 'application/json'));
