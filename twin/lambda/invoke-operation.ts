import type { FunctionDefinition } from './function-definition.ts';
import type { Functions } from './functions.ts';
import { parseJson } from '../gateway/json-value.ts';
import { jsonReply } from '../gateway/json-protocol.ts';
import { ServiceError } from '../gateway/service-error.ts';
import type { ServiceCall, ServiceReply } from '../gateway/service.ts';
import { ThrottledError, type InvocationOutcome } from './invocation.ts';

/** The end of the log that `LogType: Tail` returns (Lambda API, Invoke). */
const tailBytesMax = 4096;

/** Lambda API, Invoke: synchronous, asynchronous, or only a check of the request. */
export const invokeOperation = async (
  functions: Functions,
  definition: FunctionDefinition,
  call: ServiceCall,
): Promise<ServiceReply> => {
  const payload = payloadOf(call);
  switch (call.headers['x-amz-invocation-type'] ?? 'RequestResponse') {
    case 'DryRun':
      return { status: 204, headers: {}, body: '' };
    case 'Event':
      functions.invokeAsync(definition.name, payload);
      return { status: 202, headers: {}, body: '' };
    case 'RequestResponse':
      return invokeAndWait(functions, definition, call, payload);
    default:
      throw new ServiceError(
        400,
        'InvalidParameterValueException',
        'InvocationType must be one of RequestResponse, Event, DryRun.',
      );
  }
};

const payloadOf = ({ body }: ServiceCall): string => {
  const text = body.length === 0 ? '{}' : body.toString('utf8');
  try {
    parseJson(text);
    return text;
  } catch (error) {
    throw new ServiceError(
      400,
      'InvalidRequestContentException',
      `Could not parse request body into json: ${String(error)}`,
    );
  }
};

const invokeAndWait = async (
  functions: Functions,
  definition: FunctionDefinition,
  call: ServiceCall,
  payload: string,
): Promise<ServiceReply> => {
  try {
    const outcome = await functions.invoke(definition.name, payload, clientContextOf(call));
    const tail =
      call.headers['x-amz-log-type'] === 'Tail' ? logTail(functions, outcome.requestId) : undefined;
    return reply(outcome, tail);
  } catch (error) {
    if (error instanceof ThrottledError) {
      return throttled(error);
    }
    throw error;
  }
};

const clientContextOf = ({ headers }: ServiceCall): unknown => {
  const encoded = headers['x-amz-client-context'];
  return encoded === undefined ? undefined : parseJson(Buffer.from(encoded, 'base64').toString('utf8'));
};

const logTail = (functions: Functions, requestId: string): string => {
  const lines = functions.logs.list().filter((line) => line.requestId === requestId);
  const text = lines.map((line) => `${line.text}\n`).join('');
  return Buffer.from(text).subarray(-tailBytesMax).toString('base64');
};

const reply = (outcome: InvocationOutcome, tail: string | undefined): ServiceReply => {
  const headers = {
    'content-type': 'application/json',
    'x-amz-executed-version': '$LATEST',
    'x-amzn-requestid': outcome.requestId,
    ...(tail === undefined ? {} : { 'x-amz-log-result': tail }),
  };
  return outcome.kind === 'returned'
    ? { status: 200, headers, body: outcome.payload }
    : {
        status: 200,
        headers: { ...headers, 'x-amz-function-error': 'Unhandled' },
        body: JSON.stringify(outcome.error),
      };
};

const throttled = ({ reason, message }: ThrottledError): ServiceReply => {
  const answer = jsonReply(429, { Type: 'User', Reason: reason, message }, 'application/json');
  return { ...answer, headers: { ...answer.headers, 'x-amzn-errortype': 'TooManyRequestsException' } };
};
