import { describe, expect, it } from '@jest/globals';
import { doneMessages, sqsEvent } from '../../../twin/lambda/sqs-event.ts';
import type { ReceivedMessage } from '../../../twin/sqs/queue.ts';

const queueArn = 'arn:aws:sqs:eu-west-1:000000000000:q';
const message = (id: string): ReceivedMessage => ({
  MessageId: id,
  ReceiptHandle: `handle-${id}`,
  Body: `body ${id}`,
  MD5OfBody: 'md5',
  Attributes: { ApproximateReceiveCount: '1' },
});
const batch = [message('a'), message('b')];

describe('sqsEvent', () => {
  it('has the records of the Lambda guide', () => {
    const attributes = { Kind: { DataType: 'String', StringValue: 'x' } };
    expect(sqsEvent([{ ...message('a'), MessageAttributes: attributes }], queueArn)).toEqual({
      Records: [
        {
          messageId: 'a',
          receiptHandle: 'handle-a',
          body: 'body a',
          attributes: { ApproximateReceiveCount: '1' },
          messageAttributes: {
            Kind: { stringValue: 'x', stringListValues: [], binaryListValues: [], dataType: 'String' },
          },
          md5OfBody: 'md5',
          eventSource: 'aws:sqs',
          eventSourceARN: queueArn,
          awsRegion: 'eu-west-1',
        },
      ],
    });
  });
});

describe('doneMessages', () => {
  it.each([
    ['null', 'ab'],
    ['{}', 'ab'],
    ['{"batchItemFailures":null}', 'ab'],
    ['{"batchItemFailures":[]}', 'ab'],
    ['{"batchItemFailures":[{"itemIdentifier":"a"}]}', 'b'],
    ['{"batchItemFailures":[{"itemIdentifier":"a"},{"itemIdentifier":"b"}]}', ''],
    ['{"batchItemFailures":[{"itemIdentifier":""}]}', ''],
    ['{"batchItemFailures":[{"itemIdentifier":"unknown"}]}', ''],
    ['{"batchItemFailures":[{"id":"a"}]}', ''],
    ['"text"', ''],
  ])('after the response %s are "%s"', (payload, done) => {
    expect(
      doneMessages(batch, payload, true)
        .map(({ MessageId }) => MessageId)
        .join(''),
    ).toBe(done);
  });

  it('are all when failures are not reported, whatever the response', () => {
    expect(doneMessages(batch, '{"batchItemFailures":[{"itemIdentifier":"a"}]}', false)).toEqual(batch);
  });
});
