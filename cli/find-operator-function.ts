import { ListTagsCommand, paginateListFunctions, type LambdaClient } from '@aws-sdk/client-lambda';
import { operatorFunction } from '../config/operator-function.ts';
import { KnownError } from '../config/known-error.ts';

const variable = 'FAILOVER_OPERATOR_FUNCTION';
const { description, tag, tagValue } = operatorFunction;

/**
 * Looks the operator function up by the tag that the deployment puts on it, with `lambda:ListFunctions` and `lambda:ListTags`. A name
 * proves nothing: anybody may give one to a function.
 * @throws KnownError when there is none, or more than one.
 */
export async function findOperatorFunction(client: LambdaClient): Promise<string> {
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
