import type { SQSBatchResponse } from 'aws-lambda';
import * as v from 'valibot';
import { readRequest } from '../../control/custom-resources/request.ts';
import { withBaseMiddleware, type BaseDeps } from '../../aws/middleware/base-middleware.ts';
import { advance, type LifecycleDeps } from '../../control/lifecycle/advance.ts';
import { lifecycleRequest, takeRequest } from '../../control/lifecycle/take-request.ts';
import { readWork } from '../../control/lifecycle/work.ts';

const queued = v.object({
  Records: v.array(
    v.object({
      messageId: v.string(),
      body: v.string(),
      attributes: v.object({ SenderId: v.optional(v.string()) }),
    }),
  ),
});

/**
 * Starts and stops a workflow as deployments ask for it. CloudFormation invokes the function itself; what cannot be done at
 * once comes back as a delayed message, so that nobody sleeps while a channel starts.
 */
export function makeHandler(
  deps: LifecycleDeps &
    BaseDeps & {
      /** Of the function itself: from nobody else is it told to stop anything. */
      readonly ownRoleIds: readonly string[];
      /** Of the role that the rule for a roll-back sends with. */
      readonly ruleRoleId: string;
    },
) {
  return withBaseMiddleware<unknown, SQSBatchResponse>(deps, async (event, { logger }) => {
    const own = { ...deps, logger };
    if (!v.is(queued, event)) {
      await takeRequest(own, readRequest(lifecycleRequest, event));
      return { batchItemFailures: [] };
    }
    const failed: string[] = [];
    for (const { messageId, body, attributes } of event.Records) {
      try {
        const message = { body, senderId: attributes.SenderId };
        const work = readWork(message, deps, deps.clock.now());
        if (work === null) logger.warn('A message is ignored', { messageId, what: body.slice(0, 200) });
        else await advance(own, work);
      } catch (error) {
        logger.error('A message failed and will be delivered again', { messageId, error });
        failed.push(messageId);
      }
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  });
}
