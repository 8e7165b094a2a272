import type { Millis } from '../../core/model/group.ts';
import type { LoopDeps } from '../loop/deps.ts';
import type { MemberStore } from '../ports/member-store.ts';
import type { ObservationQueue } from '../ports/observation-queue.ts';
import type { OrderStore } from '../ports/order-store.ts';

export interface OperatorDeps extends LoopDeps {
  readonly members: Pick<MemberStore, 'find' | 'list'>;
  readonly observations: ObservationQueue;
  readonly orders: OrderStore;
}

/** One order, as it is being carried out. */
export interface OperatorContext {
  readonly deps: OperatorDeps;
  readonly deadlineAt: Millis;
  /** Lambda's id of the invocation. Names the event of the order, and is kept in the log beside who gave it. */
  readonly requestId: string;
}

/** Who gave an order that names nobody. */
export const anonymous = 'operator';
