import { createHash } from 'node:crypto';
import type { Answers, Inquiry } from '../../core/model/event.ts';
import type { Millis } from '../../core/model/group.ts';
import type { MemberSummary } from '../ports/member-store.ts';
import type { Ask } from '../ports/observation-queue.ts';
import { countOnAir, idleAnswers, mayBeOnAir, type ChannelsSeen } from './channel-states.ts';
import { longestAgoFirst, questionsOf } from './last-look.ts';
import { paceFor, runEveryMs } from './pace.ts';

/** One message to the controller about a channel, but for what is to be said of its flows. */
export interface PlannedMessage {
  /** `told`: nothing is asked of MediaLive; `urgent`: the same, of flows in doubt, and it does not wait for details of them. */
  readonly kind: 'look' | 'told' | 'urgent';
  readonly member: MemberSummary;
  /** When the controller is to get it. */
  readonly at: Millis;
  readonly ask: Ask;
  /** What ListChannels has said of the channel. */
  readonly seen: Answers;
}

/** What needs no call to MediaLive goes out so many milliseconds apart, and all of it within the time that it stays fresh. */
const apartMs: Millis = 20;
const toldWithinMs: Millis = 8_000;

/** A channel whose flows are in doubt is told so before its look, if that is further away than this. */
const soonMs: Millis = 10_000;

const nothing: Inquiry = { channel: false, alerts: false };

interface Known {
  readonly members: readonly MemberSummary[];
  /** null: MediaLive did not list its channels. */
  readonly channels: ChannelsSeen | null;
  readonly isDoubtful: (flowArn: string) => boolean;
  readonly now: Millis;
}

/**
 * What a run tells the controller: every channel once, so that what is owed and what is due is looked after each minute. As many of
 * those on air as the pace allows, those looked at longest ago first, are looked at as well, each at its time within the minute.
 */
export function planRound(known: Known): readonly PlannedMessage[] {
  const looks = plannedLooks(known);
  const looked = new Set(looks.map(({ member }) => member));
  const late = looks.filter(
    ({ member, at }) => at > known.now + soonMs && member.flows.some(known.isDoubtful),
  );
  const urgent = late.map(({ member }) => ({ ...told(known, member, 0), kind: 'urgent' as const }));
  const others = known.members.filter((member) => !looked.has(member));
  const everyMs = Math.min(apartMs, toldWithinMs / others.length);
  return [...urgent, ...looks, ...others.map((member, index) => told(known, member, index * everyMs))];
}

/** The looks of this run, evenly over its time. */
function plannedLooks({ members, channels, now }: Known): readonly PlannedMessage[] {
  if (channels === null) return [];
  const onAir = members.filter(({ channelArn }) => mayBeOnAir(channels, channelArn));
  const pace = paceFor(Math.max(onAir.length, countOnAir(channels)));
  const chosen = longestAgoFirst(onAir).slice(0, Math.ceil(onAir.length * pace.share));
  const everyMs = pace.spreadMs / chosen.length;
  return chosen.map((member, place) => {
    const { channelArn, lastLook } = member;
    const at = now + (place + fractionOf(channelArn)) * everyMs;
    const isListed = channels.states.has(channelArn);
    const questions = isListed ? questionsOf(pace, lastLook, now) : { channel: true, alerts: false };
    const ask = { ...questions, before: at + runEveryMs / pace.share };
    return { kind: 'look' as const, member, at, ask, seen: {} };
  });
}

/** A message that asks nothing, unless what it says of a channel that is not on air has grown old. */
function told({ channels, now }: Known, member: MemberSummary, afterMs: Millis): PlannedMessage {
  const seen = channels === null ? {} : idleAnswers(channels, member.channelArn);
  const at = now + afterMs;
  const questions = seen.channel === undefined ? nothing : { channel: true, alerts: false };
  return { kind: 'told', member, at, ask: { ...questions, before: at + runEveryMs }, seen };
}

/** A number in [0, 1) that is a channel's own: deployments that run in the same second do not ask in the same second. */
function fractionOf(channelArn: string): number {
  return createHash('sha256').update(channelArn).digest().readUInt32BE() / 2 ** 32;
}
