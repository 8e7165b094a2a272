import type { SQSBatchResponse } from 'aws-lambda';
import * as v from 'valibot';
import { readRequest } from '../custom-resources/request.ts';
import { advance, type LifecycleDeps } from './advance.ts';
import { lifecycleRequest, takeRequest } from './take-request.ts';
import { readWork } from './work.ts';

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
export async function lifecycle(
  deps: LifecycleDeps & {
    /** Of the function itself: from nobody else is it told to stop anything. */
    readonly ownRoleIds: readonly string[];
    /** Of the role that the rule for a roll-back sends with. */
    readonly ruleRoleId: string;
  },
  event: unknown,
): Promise<SQSBatchResponse> {
  const { clock, logger } = deps;
  if (!v.is(queued, event)) {
    await takeRequest(deps, readRequest(lifecycleRequest, event));
    return { batchItemFailures: [] };
  }
  const failed: string[] = [];
  for (const { messageId, body, attributes } of event.Records) {
    try {
      const work = readWork({ body, senderId: attributes.SenderId }, deps, clock.now());
      if (work === null) logger.warn('A message is ignored', { messageId, what: body.slice(0, 200) });
      else await advance(deps, work);
    } catch (error) {
      logger.error('A message failed and will be delivered again', { messageId, error });
      failed.push(messageId);
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}
