/** A Lambda API that a test plays over HTTP: it lists functions with their tags, and answers invocations. */
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { operatorFunction } from '../../config/operator-function.ts';

export const operatorName = 'failover-control-plane-FunctionsOperatorFunction1A2-XYZ';

interface ListedFunction {
  readonly FunctionName: string;
  readonly Description: string;
  /** Not in the list, but asked for. */
  readonly tags: Readonly<Record<string, string>>;
}

export const operator = (changes: Partial<ListedFunction> = {}): ListedFunction => ({
  FunctionName: operatorName,
  Description: operatorFunction.description,
  tags: { [operatorFunction.tag]: operatorFunction.tagValue },
  ...changes,
});

const arnOf = (name: string) => `arn:aws:lambda:eu-west-1:000000000000:function:${name}`;

interface Api {
  readonly functions: ListedFunction[];
  /** Of which functions the tags were asked for. */
  readonly tagsAsked: string[];
  /** How an invocation is answered. */
  invocation: { readonly body: string; readonly functionError?: string };
  /** Errors of Lambda itself, by their names, that the next invocations meet. */
  readonly refusals: string[];
  readonly invoked: { readonly name: string; readonly payload: unknown }[];
}

export const api: Api = { functions: [], tagsAsked: [], invocation: { body: '' }, refusals: [], invoked: [] };

export const server = createServer((request, response) => {
  void answer(request).then(({ body, functionError, refusal }) => {
    response.setHeader('content-type', 'application/json');
    if (refusal !== undefined) {
      response.statusCode = refusal === 'TooManyRequestsException' ? 429 : 500;
      response.setHeader('x-amzn-errortype', refusal);
    }
    if (functionError !== undefined) response.setHeader('x-amz-function-error', functionError);
    response.end(body);
  });
});

async function answer(request: IncomingMessage): Promise<Api['invocation'] & { readonly refusal?: string }> {
  const payload = await text(request);
  const name = /functions\/([^/]+)\/invocations/.exec(request.url ?? '')?.[1];
  if (name === undefined) return { body: JSON.stringify(catalogue(request.url ?? '')) };
  api.invoked.push({ name, payload: JSON.parse(payload) });
  const refusal = api.refusals.shift();
  if (refusal !== undefined) return { body: JSON.stringify({ message: 'Rate Exceeded.' }), refusal };
  return api.invocation;
}

function catalogue(url: string): unknown {
  const arn = /\/tags\/([^/?]+)/.exec(url)?.[1];
  if (arn === undefined) {
    const Functions = api.functions.map(({ FunctionName, Description }) => ({
      FunctionName,
      FunctionArn: arnOf(FunctionName),
      Description,
    }));
    return { Functions };
  }
  const asked = api.functions.find(({ FunctionName }) => arnOf(FunctionName) === decodeURIComponent(arn));
  api.tagsAsked.push(asked?.FunctionName ?? '');
  return { Tags: asked?.tags ?? {} };
}
