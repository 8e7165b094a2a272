import type { ReceivedMessage } from '../sqs/queue.ts';

/**
 * What SQS and Lambda may do with a batch, for drills to choose. `once`: it is worked on, and deleted as far as it is done.
 * `twice`: two workers get it at the same time, as a standard queue delivers at least once. `undeleted`: it is worked on and
 * its deletion is lost, so that it comes back. `throttled`: there is no concurrency left for it, and it comes back.
 */
export type BatchFate = 'once' | 'twice' | 'undeleted' | 'throttled';

/** Decides on every batch before it is handed out. */
export type ChooseFate = (messages: readonly ReceivedMessage[], queueArn: string) => BatchFate;

export const alwaysOnce: ChooseFate = () => 'once';

/** The same messages as a second worker receives them. */
export const receivedAgain = (messages: readonly ReceivedMessage[]): readonly ReceivedMessage[] =>
  messages.map((message) => {
    const { ApproximateReceiveCount = '1' } = message.Attributes ?? {};
    const count = String(Number(ApproximateReceiveCount) + 1);
    return { ...message, Attributes: { ...message.Attributes, ApproximateReceiveCount: count } };
  });
