import type { Millis } from '../../core/model/group.ts';
import { runEveryMs } from '../../control/reconcile/pace.ts';
import type { ChannelMember } from '../../control/ports/member-store.ts';
import { VirtualTime } from '../../model/virtual-time.ts';
import { startAt } from '../../simulation/world/world.ts';
import { membersOf, withFlows } from '../load/many-members.ts';
import { Account } from './account.ts';
import { Deployment } from './deployment.ts';

export interface Setting {
  /** Of each deployment of the account; all of them are on air. */
  readonly channels: readonly number[];
  /** How long a call to MediaLive or MediaConnect takes. */
  readonly latencyMs: Millis;
  readonly minutes: number;
  /** Whether a channel has flows, two for each of its two sites, of which the reconciler tells. */
  readonly withFlows: boolean;
}

/** An account whose reconcilers run every minute; `time` is still to pass. */
export interface PlayedAccount {
  readonly time: VirtualTime;
  readonly account: Account;
  readonly members: readonly ChannelMember[];
  readonly deployments: readonly Deployment[];
}

/** The schedule of no two deployments fires in the same second, and none fires to the second. */
export const laterEachMs: Millis = 700;
const jitterMs: Millis = 1500;

/**
 * The reconcilers and controllers of one account on virtual time: the real ones, with MediaLive and MediaConnect modelled, of which
 * each call takes as long as is asked for.
 */
export function playAccount({ channels, latencyMs, minutes, withFlows: hasFlows }: Setting): PlayedAccount {
  const time = new VirtualTime(startAt);
  const count = channels.reduce((sum, own) => sum + own, 0);
  const members = hasFlows ? withFlows(membersOf(count)) : membersOf(count);
  const account = new Account(time, latencyMs, members);
  let first = 0;
  const deployments = channels.map((own) => {
    first += own;
    return new Deployment(account, members.slice(first - own, first));
  });
  for (let minute = 0; minute < minutes; minute += 1) {
    for (const [index, deployment] of deployments.entries()) {
      const at = startAt + minute * runEveryMs + index * laterEachMs + ((minute * 1000) % jitterMs);
      time.at(at, () => void deployment.reconcile());
    }
  }
  return { time, account, members, deployments };
}
