import type { Millis } from '../../core/model/group.ts';

/** One run of a function. */
export interface Invocation {
  /** When the function must have come to an end. */
  readonly deadlineAt: Millis;
  /** Lambda's id of this invocation. */
  readonly requestId: string;
}
