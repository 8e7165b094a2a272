import type { SQSRecord } from 'aws-lambda';

/** As whom the functions of a modelled world send their messages. */
export const ownRoleIds = ['AROAMODELLED'];

/** A message as an SQS event source mapping hands it over; what the control plane does not read is left empty. */
export function sqsRecord(
  messageId: string,
  message: unknown,
  receiveCount = 1,
  senderId = `${ownRoleIds.join('')}:function`,
): SQSRecord {
  return {
    messageId,
    body: typeof message === 'string' ? message : JSON.stringify(message),
    receiptHandle: messageId,
    attributes: {
      ApproximateReceiveCount: String(receiveCount),
      SentTimestamp: '',
      SenderId: senderId,
      ApproximateFirstReceiveTimestamp: '',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: '',
    awsRegion: '',
  };
}
