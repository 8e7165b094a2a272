import { withBaseMiddleware, type BaseDeps } from '../../aws/middleware/base-middleware.ts';
import { reconcile, type Reconciled, type ReconcilerDeps } from '../../control/reconcile/reconcile.ts';

/** The reconciler: run on a schedule, it makes up for events that were not delivered. What it is invoked with does not matter. */
export function makeHandler(deps: ReconcilerDeps & BaseDeps) {
  return withBaseMiddleware<unknown, Reconciled>(deps, (_event, { logger, deadlineAt }) =>
    reconcile({ ...deps, logger }, deadlineAt),
  );
}
