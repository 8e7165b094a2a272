import type { Decision } from '../../core/model/decision.ts';
import type { Effect } from '../../core/model/effect.ts';
import type { ChannelState } from '../../core/model/state.ts';
import type { ManagedChannel } from './load.ts';

/** One event decided on, and saved where it changed something. */
export interface DecisionMade {
  /** What it was decided from. */
  readonly before: ManagedChannel;
  /** The state after it, as saved. */
  readonly state: ChannelState;
  readonly decisions: readonly Decision[];
  /** What it newly owes. */
  readonly effects: readonly Effect[];
}
