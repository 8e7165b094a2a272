import type { ChannelEvent } from '../../core/model/event.ts';
import type { FailoverGroup } from '../../core/model/group.ts';

/** The event without what it says: only time passes. */
export function passing({ id, now }: ChannelEvent): ChannelEvent {
  return { type: 'observation', id, now };
}

/** The group as if there was nowhere to go. */
export function withoutTargets(group: FailoverGroup): FailoverGroup {
  return {
    ...group,
    sites: group.sites.map((site) => ({ ...site, available: false })),
  };
}
