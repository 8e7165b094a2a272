import { isDeepStrictEqual } from 'node:util';
import type { Answers } from '../../core/model/event.ts';
import type { Millis } from '../../core/model/group.ts';
import type { ChannelState } from '../../core/model/state.ts';
import { evaluate, type Evaluated } from './evaluate.ts';
import type { LoopDeps } from './deps.ts';
import type { IncomingEvent } from '../events/incoming-event.ts';
import { failoverGroupFor, type ManagedChannel } from './load.ts';

/**
 * The loss of a site brings half a dozen events of one channel at once. With five attempts, one loss in six had a message that had
 * to wait for redelivery, which takes longer than the failover; with ten, none (simulation, 300 runs).
 */
const attemptsMax = 10;

/** The pause after a conflict grows by up to this much each time, so that two workers do not conflict for ever. */
const conflictPauseMs = 25;

/**
 * So long after it was read a channel is decided from again, for what comes of the decision. A hold on its group that was set
 * meanwhile acts this much later, which is less than an order takes to arrive (ADR 022).
 */
const youngForMs: Millis = 1_000;

/** MediaLive usually answers within this. The group is read again only after a longer wait, so that a failover costs no more calls. */
const askedLongMs: Millis = 250;

/** Other workers kept changing the channel. The message goes back to the queue. */
export class ConflictsExhausted extends Error {
  constructor(channelArn: string) {
    super(
      `Channel ${channelArn} was changed by others ${attemptsMax} times while one event was being decided on. It will be tried again.`,
    );
    this.name = 'ConflictsExhausted';
  }
}

/**
 * Decides on one event and saves the result on the condition that nobody else has saved meanwhile; otherwise it is decided
 * anew from what they saved. null: the channel is not managed.
 * @param latest what the same worker has just saved: it is decided from, without another read, while it is young.
 */
export async function commit(
  deps: LoopDeps,
  channelArn: string,
  incoming: IncomingEvent,
  latest?: Evaluated,
): Promise<Evaluated | null> {
  let answers: Answers | undefined;
  let channel = latest && asSaved(latest, deps.clock.now());
  let last: Tried | undefined;
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    const evaluated = await evaluate(deps, channelArn, incoming, { channel, answers });
    if (!evaluated) return null;
    if (last && isOurs(evaluated.before, last)) return { ...last.evaluated, state: last.wanted };
    const { before, state, effects, event } = evaluated;
    if (effects.length === 0 && isDeepStrictEqual(state, before.state)) return evaluated;
    if (await hasNewRules(deps, evaluated)) {
      answers = event.answers;
      channel = undefined;
      continue;
    }
    const saved = await deps.channels.save(state, event.now);
    if (saved !== 'conflict') return { ...evaluated, state: saved };
    deps.meter.count('Conflicts');
    answers = event.answers;
    channel = undefined;
    last = { evaluated, wanted: { ...state, version: state.version + 1 } };
    await deps.clock.sleep(deps.chance() * conflictPauseMs * attempt);
  }
  throw new ConflictsExhausted(channelArn);
}

/** A save that conflicted with another. */
interface Tried {
  readonly evaluated: Evaluated;
  readonly wanted: ChannelState;
}

/**
 * Our own save looks like a conflict if its response was lost. It is recognised by the time of our decision: a worker with the same
 * message at the same time decides the same, and carries it out itself.
 */
function isOurs({ state, savedAt }: ManagedChannel, { evaluated, wanted }: Tried): boolean {
  return savedAt === evaluated.event.now && isDeepStrictEqual(state, wanted);
}

/**
 * Whether the group has changed since it was read, where MediaLive took long to answer: a hold that was placed meanwhile forbids the
 * switch that is about to be ordered, and with a short lead it could not be taken back.
 */
async function hasNewRules(deps: LoopDeps, { before, event, effects }: Evaluated): Promise<boolean> {
  const ordersSwitch = effects.some(({ type }) => type === 'schedule-switch');
  if (!ordersSwitch || event.now <= before.readAt + askedLongMs) return false;
  const group = await deps.groups.load(before.member.group);
  return group !== null && !isDeepStrictEqual(failoverGroupFor(group, before.member), before.group);
}

/** The channel as the decision has left it; undefined: it was read too long ago to be decided from once more. */
function asSaved({ before, state }: Evaluated, now: Millis): ManagedChannel | undefined {
  return now <= before.readAt + youngForMs ? { ...before, state } : undefined;
}
