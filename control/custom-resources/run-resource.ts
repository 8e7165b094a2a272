import { answerCloudFormation, type Fetch, type ResourceAnswer } from './answer.ts';
import type { CustomResourceRequest } from './request.ts';

/** The physical id of what was never created, so that CloudFormation's clean-up of it touches nothing. */
export const notCreated = 'not-created';

/** What other resources of the template can refer to; `later`: the answer is given when the work is done. */
type Done = ResourceAnswer['Data'] | 'later';

/**
 * Carries out one request of CloudFormation and answers it, whatever comes of it.
 * @param carryOut - says the physical id as soon as there is one. The answer has it even if the rest fails: CloudFormation then deletes
 * what was begun under it.
 * @param reasonFor - logs a failure, and says its reason to the person at the deployment; throws what Lambda's next try may mend.
 */
export async function runResource(
  fetch: Fetch,
  request: CustomResourceRequest,
  carryOut: (named: (physicalId: string) => void) => Promise<Done>,
  reasonFor: (error: unknown) => string,
): Promise<ResourceAnswer['Status'] | 'later'> {
  const { StackId, RequestId, LogicalResourceId, ResponseURL } = request;
  let physicalId = request.RequestType === 'Create' ? notCreated : request.PhysicalResourceId;
  const tell = (outcome: Pick<ResourceAnswer, 'Status' | 'Reason' | 'Data'>) => {
    const ids = { PhysicalResourceId: physicalId, StackId, RequestId, LogicalResourceId };
    return answerCloudFormation(fetch, ResponseURL, { ...outcome, ...ids });
  };
  let data: Done;
  try {
    data = await carryOut((id) => {
      physicalId = id;
    });
  } catch (error) {
    await tell({ Status: 'FAILED', Reason: reasonFor(error) });
    return 'FAILED';
  }
  if (data === 'later') return data;
  await tell({ Status: 'SUCCESS', ...(data && { Data: data }) });
  return 'SUCCESS';
}
