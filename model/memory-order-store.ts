import type { Millis } from '../core/model/group.ts';
import type { OrderStore } from '../control/ports/order-store.ts';
import type { MemoryTable } from './memory-table.ts';
import { direct, type Passage } from './passage.ts';

/** Orders by token in memory. */
export function memoryOrderStore({ orders }: MemoryTable, pass: Passage = direct): OrderStore {
  const held = (token: string, now: Millis) => {
    const found = orders.get(token);
    return found && found.keptUntil > now ? found.order : null;
  };
  return {
    find: (token, now) => pass('table.find-order', () => held(token, now)),
    claim: (token, order, keptUntil) =>
      pass('table.claim-order', () => {
        const found = held(token, order.at);
        if (!found) orders.set(token, { order: { ...order, answer: null }, keptUntil });
        return found;
      }),
    keepAnswer: (token, answer) =>
      pass('table.keep-answer', () => {
        const found = orders.get(token);
        if (!found) throw new Error(`No order has the token ${token}.`);
        orders.set(token, { ...found, order: { ...found.order, answer } });
      }),
  };
}
