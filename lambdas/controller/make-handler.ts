import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { withBaseMiddleware, type BaseDeps } from '../../aws/middleware/base-middleware.ts';
import { processBatch, type ControllerDeps } from '../../control/batch/process-batch.ts';

/** The controller: decides on each message of the channel-events queue. */
export function makeHandler(deps: ControllerDeps & BaseDeps) {
  return withBaseMiddleware<SQSEvent, SQSBatchResponse>(deps, ({ Records }, { logger, deadlineAt }) =>
    processBatch({ ...deps, logger }, Records, deadlineAt),
  );
}
