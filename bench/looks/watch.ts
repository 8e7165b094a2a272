import type { Millis } from '../../core/model/group.ts';
import { runEveryMs } from '../../control/reconcile/pace.ts';
import { startAt } from '../../simulation/world/world.ts';
import { playAccount, type Setting } from './played-account.ts';

/** What looking at all channels of an account came to. */
export interface Watched extends Setting {
  /** The longest that any channel was not looked at, from the first run to the end. */
  readonly longestGapMs: Millis;
  /** The longest that any channel was not asked for its state, or not for its alerts. */
  readonly longestQuestionGapMs: Millis;
  /** Calls to MediaLive, ListChannels included, on average. */
  readonly callsPerSecond: number;
  /** In the ten seconds in which there were most. */
  readonly busiestPerSecond: number;
  /** The most that the reconcilers have told, in seconds, once every channel had been looked at. */
  readonly oldestTold: number;
  /** Channels whose standby does not count as fit at the end, though its flows carry media: the evidence of it is too old. */
  readonly withoutStandby: number;
}

/** Plays an account, and looks on. */
export async function watch(setting: Setting): Promise<Watched> {
  const { minutes } = setting;
  const { time, account, members, deployments } = playAccount(setting);
  const twoMinutesIn = startAt + 2 * runEveryMs - 1;
  await time.runUntil(twoMinutesIn);
  for (const { meter } of deployments) meter.highest = 0;
  const endAt = startAt + minutes * runEveryMs;
  await time.runUntil(endAt);
  const { channel, alerts } = account.asked;
  const gaps = (looks: (arn: string) => readonly Millis[]) =>
    members.map(({ channelArn }) => longestGap(looks(channelArn), endAt));
  return {
    ...setting,
    longestGapMs: Math.max(...gaps((arn) => [...(channel.get(arn) ?? []), ...(alerts.get(arn) ?? [])])),
    longestQuestionGapMs: Math.max(
      ...gaps((arn) => channel.get(arn) ?? []),
      ...gaps((arn) => alerts.get(arn) ?? []),
    ),
    callsPerSecond: account.calls.length / (minutes * 60),
    busiestPerSecond: busiest(account.calls, 10_000) / 10,
    oldestTold: Math.max(...deployments.map(({ meter }) => meter.highest)),
    withoutStandby: deployments.reduce((sum, deployment) => sum + deployment.withoutStandby(), 0),
  };
}

function longestGap(looks: readonly Millis[], endAt: Millis): Millis {
  const moments = [startAt, ...looks, endAt].toSorted((one, other) => one - other);
  return Math.max(...moments.slice(1).map((at, index) => at - (moments[index] ?? at)));
}

/** The most calls in any while of this length. */
function busiest(calls: readonly Millis[], lengthMs: Millis): number {
  const inOrder = calls.toSorted((one, other) => one - other);
  let first = 0;
  return inOrder.reduce((most, at, index) => {
    while ((inOrder[first] ?? at) <= at - lengthMs) first += 1;
    return Math.max(most, index - first + 1);
  }, 0);
}
