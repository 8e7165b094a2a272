import type { Logger } from '../ports/logger.ts';
import type { ClaimStore } from '../ports/claim-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { GroupStore } from '../ports/group-store.ts';
import type { LogStore } from '../ports/log-store.ts';
import type { MemberStore } from '../ports/member-store.ts';
import type { ObservationQueue } from '../ports/observation-queue.ts';
import type { Change } from './changes.ts';
import type { ResourceRequest } from './custom-resource.ts';

export interface ConfigureDeps {
  readonly clock: Clock;
  readonly groups: GroupStore;
  readonly members: MemberStore;
  readonly claims: ClaimStore;
  readonly log: LogStore;
  readonly observations: ObservationQueue;
  readonly logger: Logger;
}

/** More changes than this in one deployment are summed up in the last entry. */
const entriesMax = 100;

/** Writes what a deployment changed into the group's change log. */
export async function logChanges(
  { log, clock }: Pick<ConfigureDeps, 'log' | 'clock'>,
  group: string,
  subject: string,
  changes: readonly Change[],
  { requestId, stackId }: ResourceRequest,
): Promise<void> {
  const at = clock.now();
  const more = changes.length - entriesMax;
  await Promise.all(
    changes.slice(0, entriesMax).map(({ what, from, to }, index) =>
      log.appendChange(group, {
        id: `${requestId}-${subject}-${index}`,
        at,
        by: stackId,
        what: what === '' ? subject : `${subject} ${what}`,
        from,
        to,
        reason:
          more > 0 && index === entriesMax - 1
            ? `deployment; ${more} more changes are not listed`
            : 'deployment',
      }),
    ),
  );
}
