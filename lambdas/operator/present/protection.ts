import type { ChannelState } from '../../../core/model/state.ts';
import { runningPipelines } from '../../../core/on-air.ts';
import type { ProtectionView } from '../views.ts';
import { iso } from './time.ts';

/** What stands ready if the site on air is lost; null: the channel does not run, or nothing is known yet. */
export function presentProtection(state: ChannelState): ProtectionView | null {
  const { protection } = state;
  if (!protection || runningPipelines(state).length === 0) return null;
  const { level, reason, since } = protection;
  return { level, reason, since: iso(since) };
}
