import type { SQSRecord } from 'aws-lambda';

/** As whom the functions of a modelled world send their messages. */
export const ownRoleIds = ['AROAMODELLED'];
/** As whom its rules bring events. */
export const ruleRoleId = 'AROAMODELLEDRULES';

const ofService = /"source"\s*:\s*"aws\./;

/**
 * A message as an SQS event source mapping hands it over; what the control plane does not read is left empty. Unless it is said who
 * sent it, events of AWS services come by the rules, and all else from the functions.
 */
export function sqsRecord(
  messageId: string,
  message: unknown,
  receiveCount = 1,
  senderId?: string,
): SQSRecord {
  const body = typeof message === 'string' ? message : JSON.stringify(message);
  return {
    messageId,
    body,
    receiptHandle: messageId,
    attributes: {
      ApproximateReceiveCount: String(receiveCount),
      SentTimestamp: '',
      SenderId: senderId ?? `${ofService.test(body) ? ruleRoleId : ownRoleIds.join('')}:session`,
      ApproximateFirstReceiveTimestamp: '',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: '',
    awsRegion: '',
  };
}
