import type { Millis } from '../../core/model/group.ts';
import type { ChannelMember } from '../../lambdas/shared/ports/member-store.ts';
import { runEveryMs } from '../../lambdas/reconciler/pace.ts';
import { VirtualTime } from '../../simulation/ports/virtual-time.ts';
import { account as accountId } from '../../simulation/world/setting.ts';
import { startAt } from '../../simulation/world/world.ts';
import { membersOf } from '../load/many-members.ts';
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

/** The schedule of no two deployments fires in the same second, and none fires to the second. */
const laterEach: Millis = 700;
const jitterMs: Millis = 1500;

/**
 * Plays the reconcilers and controllers of one account on virtual time: the real ones, with MediaLive and MediaConnect modelled, of
 * which each call takes as long as is asked for.
 */
export async function watch(setting: Setting): Promise<Watched> {
  const { channels, latencyMs, minutes } = setting;
  const time = new VirtualTime(startAt);
  const count = channels.reduce((sum, own) => sum + own, 0);
  const members = setting.withFlows ? withFlows(membersOf(count)) : membersOf(count);
  const account = new Account(time, latencyMs, members);
  let first = 0;
  const deployments = channels.map((own) => {
    first += own;
    return new Deployment(account, members.slice(first - own, first));
  });
  for (let minute = 0; minute < minutes; minute += 1) {
    for (const [index, deployment] of deployments.entries()) {
      const at = startAt + minute * runEveryMs + index * laterEach + ((minute * 1000) % jitterMs);
      time.at(at, () => void deployment.reconcile());
    }
  }
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

/** Two flows of its own behind each of a channel's sites. */
function withFlows(members: readonly ChannelMember[]): readonly ChannelMember[] {
  return members.map((member, index) => ({
    ...member,
    inputs: Object.fromEntries(
      Object.entries(member.inputs).map(([site, { attachment }]) => [
        site,
        {
          attachment,
          flows: [0, 1].map((pipeline) => ({ arn: flowArn(site, index, pipeline), sources: 1 })),
        },
      ]),
    ),
  }));
}

function flowArn(site: string, channel: number, pipeline: number): string {
  const id = `1-${site}${String(channel).padStart(6, '0')}-${pipeline}`;
  return `arn:aws:mediaconnect:eu-west-1:${accountId}:flow:${id}:bench`;
}
