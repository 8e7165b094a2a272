import { paginateListFunctions, type LambdaClient } from '@aws-sdk/client-lambda';
import { KnownError } from './known-error.ts';

/**
 * How CloudFormation names the operator function of any deployment: stack name, logical id, random letters, the first two
 * cut to fit 64 characters. This much of the logical id is always there.
 */
const namePart = '-FunctionsOperator';

const variable = 'FAILOVER_OPERATOR_FUNCTION';

/**
 * Looks the operator function up by its name, with `lambda:ListFunctions` alone.
 * @throws KnownError when there is none, or more than one.
 */
export async function findOperatorFunction(client: LambdaClient): Promise<string> {
  const found: string[] = [];
  for await (const { Functions = [] } of paginateListFunctions({ client }, {})) {
    found.push(
      ...Functions.flatMap(({ FunctionName = '' }) =>
        FunctionName.includes(namePart) ? [FunctionName] : [],
      ),
    );
  }
  const [name, ...others] = found;
  if (name === undefined) {
    throw new KnownError(
      'There is no operator function in this account and region.',
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
