import type { Millis } from '../core/model/group.ts';

export interface QueuedMessage {
  readonly id: string;
  readonly body: string;
  /** Nobody receives it before. */
  visibleAt: Millis;
  receiveCount: number;
}

/** The channel-events queue: delays, visibility, redelivery, and a dead-letter queue. */
export class MemoryQueue {
  readonly #messages = new Map<string, QueuedMessage>();
  readonly deadLetters: QueuedMessage[] = [];
  /** How often a message had to be given out again. */
  redeliveries = 0;
  readonly #receiveMax: number;
  #sent = 0;

  constructor(receiveMax: number) {
    this.#receiveMax = receiveMax;
  }

  get size(): number {
    return this.#messages.size;
  }

  /** How many messages have been sent. */
  get sent(): number {
    return this.#sent;
  }

  /** The id of the message that was sent as the so-manieth. */
  static idOf(place: number): string {
    return `message-${place}`;
  }

  holds({ id }: QueuedMessage): boolean {
    return this.#messages.has(id);
  }

  send(body: string, visibleAt: Millis): QueuedMessage {
    this.#sent += 1;
    const message = { id: MemoryQueue.idOf(this.#sent), body, visibleAt, receiveCount: 0 };
    this.#messages.set(message.id, message);
    return message;
  }

  /** The messages that can be received now, oldest first. */
  visible(now: Millis): readonly QueuedMessage[] {
    return [...this.#messages.values()].filter(({ visibleAt }) => visibleAt <= now);
  }

  /** Received: hidden from others until `until`. False: it has been received too often and is dead. */
  take(message: QueuedMessage, until: Millis): boolean {
    message.receiveCount += 1;
    message.visibleAt = until;
    if (message.receiveCount > 1) this.redeliveries += 1;
    if (message.receiveCount <= this.#receiveMax) return true;
    this.delete(message.id);
    this.deadLetters.push(message);
    return false;
  }

  delete(id: string): void {
    this.#messages.delete(id);
  }
}
