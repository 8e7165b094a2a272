/** CloudFormation reads no more of an answer. */
const reasonCharactersMax = 1000;

export interface ResourceAnswer {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason?: string;
  readonly PhysicalResourceId: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  /** What other resources of the template can refer to. */
  readonly Data?: Readonly<Record<string, string>>;
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Answering late makes a stack wait an hour for nothing, so a failed try is worth a few more. */
const triesMax = 3;
const tryWithinMs = 5000;

/**
 * Puts the answer where CloudFormation waits for it.
 * @throws Error when it cannot be put there; Lambda's own retry of asynchronous invocations comes next.
 */
export async function answerCloudFormation(
  fetch: Fetch,
  responseUrl: string,
  answer: ResourceAnswer,
): Promise<void> {
  const body = JSON.stringify({ ...answer, Reason: answer.Reason?.slice(0, reasonCharactersMax) });
  let last: unknown;
  for (let attempt = 1; attempt <= triesMax; attempt += 1) {
    try {
      // The URL is signed for a request without content type.
      const response = await fetch(responseUrl, {
        method: 'PUT',
        body,
        // S3 answers itself; who sends elsewhere is not CloudFormation.
        redirect: 'error',
        headers: { 'content-type': '' },
        signal: AbortSignal.timeout(tryWithinMs),
      });
      if (response.ok) return;
      last = new Error(`HTTP status ${response.status}`);
    } catch (error) {
      last = error;
    }
  }
  throw new Error(`CloudFormation could not be answered for ${answer.LogicalResourceId}.`, { cause: last });
}
