import * as v from 'valibot';
import { parseJson, type JsonObject, type JsonValue } from '../gateway/json-value.ts';
import type { ReceivedMessage } from '../sqs/queue.ts';

/** The event a function gets for a batch of messages (Lambda Developer Guide, "Using Lambda with Amazon SQS"). */
export const sqsEvent = (messages: readonly ReceivedMessage[], queueArn: string): JsonObject => ({
  Records: messages.map((message) => ({
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: messageAttributes(message),
    md5OfBody: message.MD5OfBody,
    ...(message.MD5OfMessageAttributes === undefined
      ? {}
      : { md5OfMessageAttributes: message.MD5OfMessageAttributes }),
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: queueArn.split(':')[3] ?? '',
  })),
});

const messageAttributes = ({ MessageAttributes = {} }: ReceivedMessage): JsonObject =>
  Object.fromEntries(
    Object.entries(MessageAttributes).map(([name, { DataType, StringValue, BinaryValue }]) => {
      const value: Record<string, JsonValue> = {
        stringListValues: [],
        binaryListValues: [],
        dataType: DataType,
      };
      if (StringValue !== undefined) {
        value['stringValue'] = StringValue;
      }
      if (BinaryValue !== undefined) {
        value['binaryValue'] = BinaryValue;
      }
      return [name, value];
    }),
  );

const batchResponse = v.nullish(
  v.object({
    batchItemFailures: v.nullish(v.array(v.object({ itemIdentifier: v.pipe(v.string(), v.minLength(1)) }))),
  }),
);

/**
 * The messages a function has done with. Without `ReportBatchItemFailures` that is all of them; a response Lambda
 * cannot read, or that names a message that was not in the batch, fails the whole batch (same guide, "Implementing partial batch responses").
 */
export const doneMessages = (
  messages: readonly ReceivedMessage[],
  payload: string,
  reportsFailures: boolean,
): readonly ReceivedMessage[] => {
  if (!reportsFailures) {
    return messages;
  }
  const parsed = v.safeParse(batchResponse, parseJson(payload));
  if (!parsed.success) {
    return [];
  }
  const failed = new Set(parsed.output?.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier));
  const known = new Set(messages.map(({ MessageId }) => MessageId));
  return [...failed].every((id) => known.has(id)) ? messages.filter((m) => !failed.has(m.MessageId)) : [];
};
