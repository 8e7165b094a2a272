import type { Decision } from '../../core/model/decision.ts';
import type { Effect } from '../../core/model/effect.ts';
import type { ChannelState } from '../../core/model/state.ts';
import type { Answers, ChannelEvent } from '../../core/model/event.ts';
import type { Millis } from '../../core/model/group.ts';
import { askMediaLive } from './ask.ts';
import { coreDecider, type LoopDeps } from './deps.ts';
import type { IncomingEvent } from '../events/incoming-event.ts';
import { loadChannel, type ManagedChannel } from './load.ts';

/** How long MediaLive's answers in a message can be used without asking again. */
const freshForMs = 10_000;

/** There are two questions, and the first answer may lead to the second. */
const roundsMax = 2;

/** One event decided on: what it was decided from and with, and the result. */
export interface Evaluated {
  readonly before: ManagedChannel;
  /** The event, with what MediaLive had to say. */
  readonly event: ChannelEvent;
  /** The state after it; once it is saved, as saved. */
  readonly state: ChannelState;
  readonly decisions: readonly Decision[];
  /** What it newly owes. */
  readonly effects: readonly Effect[];
}

/** What is known already, and is not read or asked for again. */
export interface InHand {
  /** Left out: the channel is read. */
  readonly channel?: ManagedChannel | undefined;
  /** From an earlier attempt; only the missing ones are asked for. */
  readonly answers?: Answers | undefined;
}

/** Loads a channel, asks MediaLive what the core needs, and lets the core decide. Saves nothing. */
export async function evaluate(
  deps: LoopDeps,
  channelArn: string,
  incoming: IncomingEvent,
  { channel, answers }: InHand = {},
): Promise<Evaluated | null> {
  const before = channel ?? (await loadChannel(deps, channelArn));
  if (!before) return null;
  const asked = withoutOldAnswers(incoming, deps.clock.now());
  const known = await ask(deps, channelArn, before, asked, answers);
  const event = { ...asked, now: deps.clock.now(), ...(known && { answers: known }) };
  const { transition } = deps.decider ?? coreDecider;
  return { before, event, ...transition(before.state, event, before.group) };
}

/**
 * Drops answers about the channel that have waited in the queue for too long: they are asked for again. Answers about flows have
 * their own times.
 */
function withoutOldAnswers(incoming: IncomingEvent, now: Millis): IncomingEvent {
  const { channel, alerts: _, ...others } = incoming.answers ?? {};
  const old = typeof channel === 'object' && channel.at + freshForMs < now;
  if (!old || incoming.type !== 'observation') return incoming;
  return { ask: { channel: true, alerts: true }, ...incoming, answers: others };
}

/** Asks until the core has no more questions: an answer, or the save of another worker, may lead to one more. */
async function ask(
  deps: LoopDeps,
  channelArn: string,
  { state, group }: ManagedChannel,
  incoming: IncomingEvent,
  before: Answers | undefined,
): Promise<Answers | undefined> {
  const { inquiryFor } = deps.decider ?? coreDecider;
  let answers = before ?? incoming.answers;
  for (let round = 1; round <= roundsMax; round += 1) {
    const event = { ...incoming, now: deps.clock.now(), ...(answers && { answers }) };
    const more = await askMediaLive(deps, channelArn, inquiryFor(state, event, group));
    if (!more) break;
    // The time is that of the list of alerts: a snapshot of the channel has its own.
    const askedAt = more.alerts === undefined ? (answers?.askedAt ?? more.askedAt) : more.askedAt;
    answers = { ...answers, ...more, ...(askedAt !== undefined && { askedAt }) };
  }
  return answers;
}
