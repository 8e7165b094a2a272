import type { Millis } from '../../core/model/group.ts';
import { runsToDescribe } from '../../control/reconcile/flow-quota.ts';
import { paceFor, runEveryMs } from '../../control/reconcile/pace.ts';
import { looksAtOnce } from '../../control/ports/observation-queue.ts';

/** What has to be known of a deployment to say how often its control plane looks at what. */
export interface LookedAt {
  readonly channels: number;
  /** MediaConnect flows, each once. */
  readonly flows: number;
  /** Of each channel that has flows behind a standby: how many, and how long their good word counts. */
  readonly standbys: readonly { readonly flows: number; readonly maxAgeMs: Millis }[];
}

/**
 * What the control plane does in a minute in which nothing happens, all its channels on air and no others in the account: on average,
 * and of all channels together. `test/cli/estimate/quiet-minute.test.ts` holds it to the real reconciler and controller.
 */
export interface QuietMinute {
  /** Looks in which MediaLive is asked. */
  readonly looks: number;
  /** Messages that the controller gets: one about each channel, and timers. */
  readonly messages: number;
  readonly timers: number;
  /** Requests that send them. */
  readonly sends: number;
  /** A channel with its group read, which is two reads. */
  readonly loads: number;
  /** A channel's state written. */
  readonly saves: number;
  /** A look noted in the list of members. */
  readonly notes: number;
  /** For looks alone; ListChannels is one more for every hundred channels. */
  readonly mediaLiveCalls: number;
  /** DescribeFlow. */
  readonly describes: number;
}

/** Follows from the constants that the reconciler goes by, and from what the core saves. */
export function quietMinute({ channels, flows, standbys }: LookedAt): QuietMinute {
  const { share, questions } = paceFor(channels);
  const looks = channels * share;
  const turns = runsToDescribe(flows);
  const timers = standbys.reduce((sum, standby) => sum + agesPerMinute(standby, turns), 0);
  const alertsListed = share * (questions / 2);
  const flowsHeard = channels === 0 ? 0 : Math.min(1, flows / channels / turns);
  // That the alerts were listed is noted, and that a flow was heard: what DescribeChannel shows is what was known.
  const news = channels * (1 - (1 - alertsListed) * (1 - flowsHeard));
  return {
    looks,
    messages: channels + timers,
    timers,
    sends: Math.ceil(channels / looksAtOnce) + timers,
    // A timer that fires arms the next, and that it has been sent is decided on like an event.
    loads: channels + 2 * timers,
    saves: news + 2 * timers,
    notes: looks,
    mediaLiveCalls: looks * questions,
    describes: flows / turns,
  };
}

/**
 * How often the timer fires that waits for the good word of a standby to grow old: when what was heard when it was armed has done so,
 * and no more often than something is heard.
 */
function agesPerMinute({ flows, maxAgeMs }: LookedAt['standbys'][number], turns: number): number {
  const heardEveryMs = turns * runEveryMs;
  const youngest = Math.max(0, maxAgeMs - heardEveryMs);
  return Math.min(runEveryMs / youngest, flows / turns);
}
