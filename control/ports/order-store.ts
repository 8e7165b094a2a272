import type { Millis } from '../../core/model/group.ts';

/** An order that was given under a token. */
export interface GivenOrder {
  /** Tells the request from others. */
  readonly fingerprint: string;
  readonly at: Millis;
  /** What was answered; null: nothing yet, or it was too long to be kept. */
  readonly answer: string | null;
}

/** The orders that were given under a token of their caller, each kept until its time is over. */
export interface OrderStore {
  /**
   * Takes a token for an order, unless another order has it.
   * @param keptUntil when the token is free again.
   * @returns null: the token is this order's now; else the order that has it.
   */
  claim(token: string, order: Omit<GivenOrder, 'answer'>, keptUntil: Millis): Promise<GivenOrder | null>;
  /** The order that has a token; null: none. */
  find(token: string, now: Millis): Promise<GivenOrder | null>;
  /** Keeps what was answered to the order that has the token. */
  keepAnswer(token: string, answer: string): Promise<void>;
}
