import type { FailoverGroup } from '../../../core/model/group.ts';
import type { ChannelState } from '../../../core/model/state.ts';
import { protectionOf } from '../../../core/protection.ts';
import type { ProtectionView } from '../views.ts';
import { iso } from './time.ts';

/**
 * What stands ready if the site on air is lost, as it is now; since when, where people have been told of it. null: the
 * channel does not run, or what is on air is not known or differs between the pipelines.
 */
export function presentProtection(state: ChannelState, group: FailoverGroup): ProtectionView | null {
  const judged = protectionOf(state, group);
  if (!judged) return null;
  const { protection: told } = state;
  return { ...judged, since: told?.level === judged.level ? iso(told.since) : null };
}
