import { isDeepStrictEqual } from 'node:util';
import type { Answers } from '../../core/model/event.ts';
import type { Millis } from '../../core/model/group.ts';
import type { ChannelState } from '../../core/model/state.ts';
import { consider, type Considered } from './consider.ts';
import type { DecisionMade } from './decision-made.ts';
import type { DecideDeps } from './deps.ts';
import type { IncomingEvent } from './incoming-event.ts';
import type { ManagedChannel } from './load.ts';

/**
 * The loss of a site brings half a dozen events of one channel at once. With five tries, one loss in six had a message that
 * waited for its redelivery, which takes longer than the failover; with ten, none (simulation, 300 runs).
 */
const attemptsMax = 10;

/** Each conflict waits up to this much longer than the one before, so that two do not meet for ever. */
const conflictPauseMs = 25;

/**
 * So long after it was read a channel is decided from again, for what comes of the decision. A hold on its group that was set
 * meanwhile acts this much later, which is less than an order takes to arrive (ADR 022).
 */
const youngForMs: Millis = 1_000;

/** Someone else kept changing the channel. The message goes back to the queue. */
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
export async function decideAndSave(
  deps: DecideDeps,
  channelArn: string,
  incoming: IncomingEvent,
  latest?: DecisionMade,
): Promise<Considered | null> {
  let answers: Answers | undefined;
  let channel = latest && asSaved(latest, deps.clock.now());
  let last: Tried | undefined;
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    const considered = await consider(deps, channelArn, incoming, { channel, answers });
    if (!considered) return null;
    if (last && isOurs(considered.before, last)) return { ...last.considered, state: last.wanted };
    const { before, state, effects, event } = considered;
    if (effects.length === 0 && isDeepStrictEqual(state, before.state)) return considered;
    const saved = await deps.channels.save(state, event.now);
    if (saved !== 'conflict') return { ...considered, state: saved };
    deps.meter.count('Conflicts');
    answers = event.answers;
    channel = undefined;
    last = { considered, wanted: { ...state, version: state.version + 1 } };
    await deps.clock.sleep(deps.chance() * conflictPauseMs * attempt);
  }
  throw new ConflictsExhausted(channelArn);
}

/** A save that met another, as it would have been. */
interface Tried {
  readonly considered: Considered;
  readonly wanted: ChannelState;
}

/**
 * Our own save, whose confirmation was lost on the way, looks like someone else's. It has the time of our decision: whoever has
 * had the same message at the same time decides the same, and carries it out himself.
 */
function isOurs({ state, savedAt }: ManagedChannel, { considered, wanted }: Tried): boolean {
  return savedAt === considered.event.now && isDeepStrictEqual(state, wanted);
}

/** The channel as the decision has left it; undefined: it was read too long ago to be decided from once more. */
function asSaved({ before, state }: DecisionMade, now: Millis): ManagedChannel | undefined {
  return now <= before.readAt + youngForMs ? { ...before, state } : undefined;
}
