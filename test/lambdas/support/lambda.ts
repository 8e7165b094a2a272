import type { Context, SQSRecord } from 'aws-lambda';

/** What Lambda hands to a function besides the event. */
export function lambdaContext(remainingMs = 20_000): Context {
  const context: Omit<Context, 'done' | 'fail' | 'succeed'> = {
    awsRequestId: 'request-1',
    callbackWaitsForEmptyEventLoop: false,
    functionName: 'function',
    functionVersion: '1',
    invokedFunctionArn: 'arn:aws:lambda:eu-west-1:000000000000:function:function',
    logGroupName: 'log-group',
    logStreamName: 'log-stream',
    memoryLimitInMB: '1024',
    getRemainingTimeInMillis: () => remainingMs,
  };
  // The three left out are how functions ended before they returned promises.
  return context as Context;
}

/** A message as an SQS event source mapping hands it over. */
export function sqsRecord(messageId: string, message: unknown, receiveCount = 1): SQSRecord {
  return {
    messageId,
    body: typeof message === 'string' ? message : JSON.stringify(message),
    receiptHandle: 'handle',
    attributes: {
      ApproximateReceiveCount: String(receiveCount),
      SentTimestamp: '0',
      SenderId: 'sender',
      ApproximateFirstReceiveTimestamp: '0',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-west-1:000000000000:channel-events',
    awsRegion: 'eu-west-1',
  };
}
