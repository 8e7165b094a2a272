import { inquiryFor } from '../../core/inquiry.ts';
import { transition } from '../../core/transition.ts';

/** The core's two entry points. The simulation wraps them, to watch every decision and to plant faults in them. */
export interface Decider {
  readonly transition: typeof transition;
  readonly inquiryFor: typeof inquiryFor;
}

/** The decisions as they are. */
export const coreDecider: Decider = { transition, inquiryFor };
