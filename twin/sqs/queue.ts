import * as v from 'valibot';

/** A message as ReceiveMessage returns it. */
const receivedMessage = v.object({
  MessageId: v.string(),
  ReceiptHandle: v.string(),
  Body: v.string(),
  MD5OfBody: v.string(),
  MD5OfMessageAttributes: v.optional(v.string()),
  Attributes: v.optional(v.record(v.string(), v.string())),
  MessageAttributes: v.optional(
    v.record(
      v.string(),
      v.object({
        DataType: v.string(),
        StringValue: v.optional(v.string()),
        BinaryValue: v.optional(v.string()),
      }),
    ),
  ),
});

export type ReceivedMessage = v.InferOutput<typeof receivedMessage>;

export const receiveReply = v.object({ Messages: v.optional(v.array(receivedMessage), []) });

export interface SendOptions {
  /** For FIFO queues. */
  readonly messageGroupId?: string;
  /** The role that it is sent with; left out: the service sends for itself. */
  readonly roleArn?: string;
}

/** What the twin's own parts (rules, schedules, event source mappings) do with queues. */
export interface Queues {
  /** Rejects when there is no such queue. */
  send(queueArn: string, body: string, options?: SendOptions): Promise<void>;
  /** At most ten messages; waits up to `waitMs` for the first. */
  receive(queueArn: string, messagesMax: number, waitMs: number): Promise<readonly ReceivedMessage[]>;
  delete(queueArn: string, receiptHandles: readonly string[]): Promise<void>;
}
