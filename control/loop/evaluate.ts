import type { Decision } from '../../core/model/decision.ts';
import type { Effect } from '../../core/model/effect.ts';
import type { ChannelState } from '../../core/model/state.ts';
import type { Answers, ChannelEvent } from '../../core/model/event.ts';
import type { Millis } from '../../core/model/group.ts';
import { askMediaLive } from './ask.ts';
import { coreDecider, type LoopDeps } from './deps.ts';
import type { IncomingEvent } from '../events/incoming-event.ts';
import { loadChannel, type ManagedChannel } from './load.ts';

/** How long what MediaLive was seen to be can be decided on without another look. */
const freshForMs = 10_000;

/** MediaLive has two answers to give, and the second may follow from the first. */
const roundsMax = 2;

/** One event decided on: what it was decided from and with, and what came of it. */
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

/** What is in hand already, and is not read or asked for again. */
export interface InHand {
  /** Left out: the channel is read. */
  readonly channel?: ManagedChannel | undefined;
  /** From an attempt before; only what they lack is asked for. */
  readonly answers?: Answers | undefined;
}

/** Loads a channel, asks MediaLive what the core wants to know, and has the core decide. Saves nothing. */
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
 * What a message says that MediaLive has shown, and that has waited in the queue, says nothing about now: it is asked anew. What it
 * says of flows has times of its own.
 */
function withoutOldAnswers(incoming: IncomingEvent, now: Millis): IncomingEvent {
  const { channel, alerts: _, ...others } = incoming.answers ?? {};
  const old = typeof channel === 'object' && channel.at + freshForMs < now;
  if (!old || incoming.type !== 'observation') return incoming;
  return { ask: { channel: true, alerts: true }, ...incoming, answers: others };
}

/**
 * Asks until the core has nothing left to ask: what DescribeChannel shows, or what another save has changed meanwhile, may call
 * for more than was asked before, and that alone is asked for.
 */
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
