import type { OperatorRequest } from '../control/operator/protocol.ts';
import type { OperatorResponse } from '../control/operator/responses.ts';

/** How to reach the operator function; what is left out is looked up. */
export interface Connection {
  /** Name or ARN. */
  readonly functionName?: string | undefined;
  readonly region?: string | undefined;
}

/** The operator function, as a command sees it. */
export interface Operator {
  /** @throws KnownError when it cannot be reached or does not answer in its own terms. */
  ask(request: OperatorRequest): Promise<OperatorResponse>;
}
