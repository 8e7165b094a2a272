import { randomUUID } from 'node:crypto';
import type { ServiceCall, ServiceReply } from '../gateway/service.ts';
import { ApiError } from './api-error.ts';
import { writeJson } from './json-wire.ts';
import { readInput } from './request.ts';
import { router } from './router.ts';
import type { Route } from './router.ts';
import type { ServiceModel } from './service-model.ts';

/**
 * What each operation does, by its name in the model. An input has passed the operation's schema, so a handler
 * declares it by the client's own type; it returns the output or throws an {@link ApiError}.
 */
export type OperationHandlers = Readonly<Record<string, (input: never) => object | Promise<object>>>;

export interface RestJsonServer {
  /** The operation and path labels of a raw call; undefined when the model has none such. */
  route(call: Pick<ServiceCall, 'method' | 'url'>): Route | undefined;
  handle(call: Pick<ServiceCall, 'method' | 'url' | 'body'>): Promise<ServiceReply>;
  error(status: number, code: string, message: string): ServiceReply;
}

/**
 * A REST-JSON service made of its client's schemas: routes, validation, wire form and errors come from the model,
 * so only behaviour is written by hand and the two sides of the wire cannot drift apart.
 */
export function restJsonServer(model: ServiceModel, handlers: OperationHandlers): RestJsonServer {
  const find = router(model.operations.values());
  const route: RestJsonServer['route'] = ({ method, url }) => find(method, splitUrl(url).path);

  const handle: RestJsonServer['handle'] = async (call) => {
    try {
      const found = route(call);
      if (found === undefined) {
        throw new ApiError('NotFoundException', `No operation at ${call.method} ${call.url}.`);
      }
      const { name, status, output } = found.operation;
      const handler = handlers[name];
      if (handler === undefined) {
        throw new ApiError('InternalServerErrorException', `The twin does not offer the operation ${name}.`);
      }
      const input = await readInput(
        found,
        splitUrl(call.url).query,
        call.body.toString('utf8'),
        model.allowedValues,
      );
      // The input was just checked against the very schema that the handler's input type is generated from.
      const result = await handler(input as never);
      return reply(status, status === 204 ? '' : writeJson(output, result));
    } catch (failure) {
      if (failure instanceof ApiError) return errorReply(model, failure);
      throw failure;
    }
  };

  const error: RestJsonServer['error'] = (status, code, message) =>
    reply(status, JSON.stringify({ message }), code);

  return { route, handle, error };
}

/** By hand, as `URL` throws on some paths that a client may well send, and a server must answer. */
function splitUrl(url: string): { readonly path: string; readonly query: URLSearchParams } {
  const [path = '', ...query] = url.split('?');
  return { path, query: new URLSearchParams(query.join('?')) };
}

function errorReply(model: ServiceModel, failure: ApiError): ServiceReply {
  const shape = model.errors.get(failure.code);
  if (shape === undefined) throw new Error(`The model has no error '${failure.code}'.`);
  const members = {
    Message: failure.message,
    ...(failure.validationErrors.length > 0 && { ValidationErrors: failure.validationErrors }),
  };
  return reply(shape.status, writeJson(shape.schema, members), failure.code);
}

/** A client is told of the error's type by a header; throttled ones are told when to come back. */
function reply(status: number, body: Buffer | string, errorType?: string): ServiceReply {
  return {
    status,
    headers: {
      'content-type': 'application/json',
      'x-amzn-requestid': randomUUID(),
      ...(errorType !== undefined && { 'x-amzn-errortype': errorType }),
      ...(status === 429 && { 'retry-after': '1' }),
    },
    body,
  };
}
