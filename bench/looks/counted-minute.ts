import type { QuietMinute } from '../../cli/estimate/quiet-minute.ts';
import { runEveryMs } from '../../control/reconcile/pace.ts';
import { startAt } from '../../simulation/world/world.ts';
import { playAccount, type Setting } from './played-account.ts';

/** What is counted, beside what is priced. */
export interface CountedMinute extends QuietMinute {
  /** To MediaLive, its lists of channels included, a call for each page; and to MediaConnect. */
  readonly allCalls: { readonly mediaLive: number; readonly mediaConnect: number };
  /** The most that a reconciler has told, in seconds. */
  readonly oldestLookSeconds: number;
}

/**
 * What the real reconcilers and controllers of an account do in a minute in which nothing happens, counted where their calls arrive.
 *
 * @param restMinutes - those that are not counted: what the start has left to do must be over, a timer for a standby's age included.
 */
export async function countedMinute(setting: Setting, restMinutes: number): Promise<CountedMinute> {
  const { time, account, deployments } = playAccount(setting);
  const { tally } = account;
  await time.runUntil(startAt + restMinutes * runEveryMs - 1);
  tally.clear();
  const callsBefore = account.calls.length;
  for (const { meter } of deployments) meter.highest = 0;
  await time.runUntil(startAt + setting.minutes * runEveryMs - 1);
  const minutes = setting.minutes - restMinutes;
  const aMinute = (...calls: readonly string[]) => tally.of(...calls) / minutes;
  return {
    looks: aMinute('table.note-look'),
    messages: aMinute('message'),
    timers: aMinute('queue.start-timer'),
    sends: aMinute('queue.looks', 'queue.start-timer'),
    loads: aMinute('table.load-channel'),
    saves: aMinute('table.save-channel'),
    notes: aMinute('table.note-look'),
    mediaLiveCalls: aMinute('media-live.describe-channel', 'media-live.list-alerts'),
    describes: aMinute('media-connect.describe-flow'),
    allCalls: {
      mediaLive: (account.calls.length - callsBefore) / minutes,
      mediaConnect: aMinute('media-connect.list-flows', 'media-connect.describe-flow'),
    },
    oldestLookSeconds: Math.max(...deployments.map(({ meter }) => meter.highest)),
  };
}
