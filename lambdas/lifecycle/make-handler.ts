import type { SQSBatchResponse } from 'aws-lambda';
import * as v from 'valibot';
import { withBaseMiddleware, type BaseDeps } from '../shared/middleware/base-middleware.ts';
import { advance, type LifecycleDeps } from './advance.ts';
import { lifecycleRequest, takeRequest } from './take-request.ts';
import { work } from './work.ts';

const queued = v.object({ Records: v.array(v.object({ messageId: v.string(), body: v.string() })) });
const message = v.pipe(v.string(), v.parseJson(), work);

/**
 * Starts and stops a workflow as deployments ask for it. CloudFormation invokes the function itself; what cannot be done at
 * once comes back as a delayed message, so that nobody sleeps while a channel starts.
 */
export function makeHandler(deps: LifecycleDeps & BaseDeps) {
  return withBaseMiddleware<unknown, SQSBatchResponse>(deps, async (event, { logger }) => {
    const own = { ...deps, logger };
    if (!v.is(queued, event)) {
      await takeRequest(own, v.parse(lifecycleRequest, event));
      return { batchItemFailures: [] };
    }
    const failed: string[] = [];
    for (const { messageId, body } of event.Records) {
      try {
        await advance(own, v.parse(message, body));
      } catch (error) {
        logger.error('A message failed and will be delivered again', { messageId, error });
        failed.push(messageId);
      }
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  });
}
