import { withBaseMiddleware, type BaseDeps } from '../shared/middleware/base-middleware.ts';
import { operate } from './operate.ts';
import type { OperatorDeps } from './operator-deps.ts';
import type { OperatorResponse } from './protocol.ts';

/** What the function needs to come to an end in good order, after the last retry of an effect. */
export const reserveMs = 4000;

/** The operator function: one request in, one response out (protocol.ts). */
export function makeHandler(deps: OperatorDeps & BaseDeps) {
  return withBaseMiddleware<unknown, OperatorResponse>(deps, (event, { logger, deadlineAt, requestId }) =>
    operate({ deps: { ...deps, logger }, deadlineAt: deadlineAt - reserveMs, requestId }, event),
  );
}
