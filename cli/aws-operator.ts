import { randomUUID } from 'node:crypto';
import { InvokeCommand, LambdaClient, ListTagsCommand, paginateListFunctions } from '@aws-sdk/client-lambda';
import * as v from 'valibot';
import type { OperatorRequest } from '../control/operator/protocol.ts';
import { operatorResponse, type OperatorResponse } from '../control/operator/responses.ts';
import { explained } from './aws-error.ts';
import { KnownError } from '../config/known-error.ts';
import type { Connection, Operator } from './operator.ts';
import { warnOfPlainHttp, type Warn } from './plain-http.ts';
import { operatorFunction } from '../config/operator-function.ts';

/** The operator function, invoked through the Lambda API of AWS, or of the twin where AWS_ENDPOINT_URL says so. */
export function awsOperator({ functionName, region }: Connection, warn: Warn): Operator {
  const client = new LambdaClient(region === undefined ? {} : { region });
  warnOfPlainHttp(client, warn);
  return {
    ask: async (request) => {
      try {
        const name = functionName ?? (await findOperatorFunction(client));
        return await invoke(client, name, withToken(request));
      } catch (error) {
        throw explained(error, hints);
      }
    },
  };
}

/**
 * An order with a token of its own. The client gives an order again where no answer came: under the same token it is carried out
 * once, and the answer is that of the first time.
 */
function withToken(request: OperatorRequest): OperatorRequest {
  switch (request.command) {
    case 'list':
    case 'status':
    case 'history':
      return request;
    case 'switch':
    case 'cancel':
    case 'hold':
    case 'release':
    case 'enable':
    case 'disable':
      return { clientToken: randomUUID(), ...request };
  }
}

async function invoke(
  client: LambdaClient,
  name: string,
  request: OperatorRequest,
): Promise<OperatorResponse> {
  const command = new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(request) });
  const { FunctionError, Payload } = await client.send(command);
  const text = Payload?.transformToString() ?? '';
  if (FunctionError !== undefined) {
    throw new KnownError(
      `The operator function ${name} failed: ${text.slice(0, 1000)}`,
      `Its log group has the details: /aws/lambda/${name}.`,
    );
  }
  const answer = v.safeParse(v.pipe(v.string(), v.parseJson(), operatorResponse), text);
  if (answer.success) return answer.output;
  throw new KnownError(
    `${name} answered something that is not an answer of the operator function: ${text.slice(0, 200)}`,
    'Is it the operator function, of the version that this command comes with?',
  );
}

/** What the errors are about that come of invoking a function. */
const hints: Readonly<Record<string, string>> = {
  AccessDeniedException:
    'The commands need lambda:InvokeFunction on the operator function, and lambda:ListFunctions and lambda:ListTags unless --function names it.',
  ResourceNotFoundException: 'Check --function, FAILOVER_OPERATOR_FUNCTION and --region.',
  TooManyRequestsException: 'Lambda is at its concurrency limit. Try again.',
};

const variable = 'FAILOVER_OPERATOR_FUNCTION';
const { description, tag, tagValue } = operatorFunction;

/**
 * Looks the operator function up by the tag that the deployment puts on it, with `lambda:ListFunctions` and `lambda:ListTags`. A name
 * proves nothing: anybody may give one to a function.
 * @throws KnownError when there is none, or more than one.
 */
async function findOperatorFunction(client: LambdaClient): Promise<string> {
  const found: string[] = [];
  for await (const { Functions = [] } of paginateListFunctions({ client }, {})) {
    for (const { FunctionName, FunctionArn, Description } of Functions) {
      if (Description !== description || FunctionName === undefined || FunctionArn === undefined) continue;
      const { Tags } = await client.send(new ListTagsCommand({ Resource: FunctionArn }));
      if (Tags?.[tag] === tagValue) found.push(FunctionName);
    }
  }
  const [name, ...others] = found;
  if (name === undefined) {
    throw new KnownError(
      `There is no operator function in this account and region: none with the tag ${tag}=${tagValue}.`,
      `Deploy the control plane, or choose another AWS_PROFILE or --region, or name the function with --function or ${variable}.`,
    );
  }
  if (others.length > 0) {
    throw new KnownError(
      `There are ${found.length} operator functions here: ${found.join(', ')}.`,
      `Choose one with --function or ${variable}.`,
    );
  }
  return name;
}
