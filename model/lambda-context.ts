import type { Context } from 'aws-lambda';

/** What Lambda hands to a function besides the event. */
export function contextOf(requestId: string, timeoutMs: number): Context {
  const context: Omit<Context, 'done' | 'fail' | 'succeed'> = {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: false,
    functionName: 'function',
    functionVersion: '1',
    invokedFunctionArn: 'arn:aws:lambda:eu-west-1:000000000000:function:function',
    logGroupName: 'log-group',
    logStreamName: 'log-stream',
    memoryLimitInMB: '1024',
    getRemainingTimeInMillis: () => timeoutMs,
  };
  // The three left out are how functions ended before they returned promises.
  return context as Context;
}
