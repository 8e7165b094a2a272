import * as v from 'valibot';
import type { OperatorRequest } from '../../../control/operator/protocol.ts';
import { operatorResponse, type OperatorResponse } from '../../../control/operator/responses.ts';
import { lambdaContext, operatorOn } from '../support/lambda.ts';
import type { World } from '../support/world.ts';

/** Invokes the operator function; every response keeps to the protocol. */
export async function askOperator(world: World, request: OperatorRequest): Promise<OperatorResponse> {
  return v.parse(operatorResponse, await operatorOn(world)(request, lambdaContext()));
}

/** `ok`, or the code of the error. */
export async function codeFrom(world: World, request: OperatorRequest): Promise<string> {
  const response = await askOperator(world, request);
  return response.ok ? 'ok' : response.error.code;
}
