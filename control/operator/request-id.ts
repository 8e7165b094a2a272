/**
 * The id of the event that an order is to its channel. It begins the id of every log entry the order leads to, which therefore
 * names the invocation, also where another function wrote the entry after a crash.
 */
export const eventIdOf = (requestId: string): string => `order/${requestId}`;

/** Lambda's id of the invocation that brought the order behind a log entry; null: no order led to it. */
export function requestIdOf(entryId: string): string | null {
  return /^order\/([^/@#]+)/.exec(entryId)?.[1] ?? null;
}
