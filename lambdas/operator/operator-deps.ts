import type { Millis } from '../../core/model/group.ts';
import type { DecideDeps } from '../shared/decide/deps.ts';
import type { MemberStore } from '../shared/ports/member-store.ts';
import type { ObservationQueue } from '../shared/ports/observation-queue.ts';

export interface OperatorDeps extends DecideDeps {
  readonly members: Pick<MemberStore, 'find' | 'list'>;
  readonly observations: ObservationQueue;
}

/** One order, as it is being carried out. */
export interface OperatorContext {
  readonly deps: OperatorDeps;
  readonly deadlineAt: Millis;
  /** Names the event of the order, and its entries in the change log. */
  readonly requestId: string;
}

/** Who gave an order that names nobody. */
export const anonymous = 'operator';
