import type { NotificationEvent } from '../../core/model/effect.ts';
import type { Case } from './case.ts';

type Condition = 'lost' | 'degraded' | 'well';

/** What people believe of the site on air after each message, and of what stands ready. */
const beliefs: Readonly<
  Record<'trouble' | 'standby', Readonly<Partial<Record<NotificationEvent, Condition>>>>
> = {
  trouble: {
    'switch-started': 'lost',
    'switch-failed': 'lost',
    'failover-prevented': 'lost',
    degraded: 'degraded',
    recovered: 'well',
    'switch-completed': 'well',
    'switch-withdrawn': 'well',
    // Whatever was wrong with what was on air: it is there no more.
    'operator-change': 'well',
  },
  standby: {
    'standby-lost': 'lost',
    'standby-degraded': 'degraded',
    'standby-back': 'well',
  },
};

/**
 * What people believe of the channel, by the last message to them: by the time that it names, as messages overtake each other
 * on their way.
 */
export function lastTold({ world, member }: Case, of: 'trouble' | 'standby'): Condition {
  const about = world.told.filter(
    ({ notification }) =>
      notification.channelArn === member.channelArn &&
      beliefs[of][notification.event] !== undefined &&
      // That a switch of an operator begins or fails says nothing of the site on air.
      !/^(?:manual|planned|failback|heal)-.*/.test(
        notification.event === 'switch-completed' ? '' : notification.correlationId,
      ),
  );
  const latest = Math.max(...about.map(({ notification }) => notification.at));
  const last = about.findLast(({ notification }) => notification.at === latest);
  return (last && beliefs[of][last.notification.event]) ?? 'well';
}
