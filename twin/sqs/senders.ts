import type { ReceivedMessage } from './queue.ts';

/** More messages than are ever under way at a time: of those that have been forgotten since, the oldest. */
const rememberedMax = 100_000;

/** What SQS names as sender where an AWS service sends for itself (seen: an id that is no role's). */
const serviceId = 'AIDATWINSERVICE0000';

/**
 * Who sent which message: the `SenderId` of ReceiveMessage, "for an IAM role the IAM role ID" with its session, which stays with
 * the message wherever SQS itself moves it. fauxqs names nobody.
 */
export class Senders {
  readonly #byMessage = new Map<string, string>();

  remember(messageId: string, userId: string): void {
    this.#byMessage.set(messageId, userId);
    const [oldest] = this.#byMessage.keys();
    if (this.#byMessage.size > rememberedMax && oldest !== undefined) this.#byMessage.delete(oldest);
  }

  named(message: ReceivedMessage): ReceivedMessage {
    if (message.Attributes?.['SenderId'] === undefined) return message;
    const SenderId = this.#byMessage.get(message.MessageId) ?? serviceId;
    return { ...message, Attributes: { ...message.Attributes, SenderId } };
  }
}
