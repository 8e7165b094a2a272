import type { Decision } from '../../core/model/decision.ts';
import type { Effect, EffectResult } from '../../core/model/effect.ts';
import type { Millis } from '../../core/model/group.ts';
import { ConflictsExhausted, commit } from './commit.ts';
import type { Evaluated } from './evaluate.ts';
import type { LoopDeps } from './deps.ts';
import { measureChannel } from '../measure/gauges.ts';
import type { IncomingEvent } from '../events/incoming-event.ts';
import { measureDecision, measureEffects } from '../measure/measure.ts';
import { patienceUntil } from '../effects/patience.ts';
import { runEffects } from './run-effects.ts';
import { leftBehind, needsNoOutcome, triedUntil, tryInLine } from './owed.ts';

/** Effects lead to outcomes, and outcomes to effects; a chain longer than this is left to the next event. */
const roundsMax = 4;

/** How long it is tried to write down what has been done. */
const writeDownMs = 8000;

export interface Circumstances {
  /** When the function must have come to an end. */
  readonly deadlineAt: Millis;
  /** The event was delivered before, so whoever had it then is not at work on it any more. */
  readonly redelivered?: boolean;
}

/** An event decided on, and what came of it. */
export interface Handled {
  /** The first decision, before any outcome, and what it was made with. */
  readonly made: Evaluated;
  /** The state after the last outcome. */
  readonly state: Evaluated['state'];
  readonly decisions: readonly Decision[];
  readonly results: readonly EffectResult[];
}

/**
 * Decides on one event of a channel: load, ask, decide, save, carry out what is owed, and decide on the outcome of that in
 * the same way. Whatever a crash leaves undone is in the saved state, and is carried out by the next event that finds it.
 * null: the channel is not managed.
 */
export async function handleEvent(
  deps: LoopDeps,
  channelArn: string,
  arrived: IncomingEvent,
  circumstances: Circumstances,
): Promise<Handled | null> {
  const { deadlineAt, redelivered } = circumstances;
  const confirmedAt = arrived.type === 'timer' ? arrived.dueAt : deps.clock.now();
  const incoming = redelivered ? arrived : await tryInLine(deps, channelArn, arrived, deadlineAt);
  const made = await commit(deps, channelArn, incoming);
  if (!made) return null;
  report(deps, incoming, made);
  let latest: Evaluated = made;
  const decisions = [...made.decisions];
  const results: EffectResult[] = [];
  const again = leftBehind(made, deps.clock.now(), redelivered);
  const againUntil = triedUntil(made, deps.clock.now(), deadlineAt);
  const deadlineOf = (effect: Effect) => (again.includes(effect) ? againUntil : deadlineAt);
  let due = [...again, ...made.effects];
  for (let round = 1; due.length > 0 && round <= roundsMax; round += 1) {
    const runs = await runEffects(deps, channelArn, due, deadlineOf);
    measureEffects(deps.meter, runs, latest.state, confirmedAt);
    results.push(...runs.map(({ result }) => result));
    if (runs.every(needsNoOutcome)) break;
    const id = `${incoming.id}/outcome${round === 1 ? '' : round}`;
    const outcome: IncomingEvent = { type: 'outcome', id, results: runs.map(({ result }) => result) };
    const next = await writeDown(deps, channelArn, outcome, latest, deadlineAt);
    if (!next) break;
    report(deps, outcome, next);
    latest = next;
    decisions.push(...next.decisions);
    due = [...next.effects];
  }
  return { made, state: latest.state, decisions, results };
}

/**
 * Decides on the outcome of what has been carried out. Where the table fails, that alone is tried again: whoever begins with
 * the event anew carries everything out once more, and tells people twice.
 */
async function writeDown(
  deps: LoopDeps,
  channelArn: string,
  outcome: IncomingEvent,
  latest: Evaluated,
  deadlineAt: Millis,
): Promise<Evaluated | null> {
  const patience = patienceUntil(Math.min(deps.clock.now() + writeDownMs, deadlineAt), deps);
  for (;;) {
    try {
      return await commit(deps, channelArn, outcome, latest);
    } catch (error) {
      if (error instanceof ConflictsExhausted || !(await patience.wait())) throw error;
      deps.logger.warn('An outcome could not be saved and is tried again', { eventId: outcome.id, error });
    }
  }
}

function report({ logger, meter }: LoopDeps, incoming: IncomingEvent, made: Evaluated): void {
  measureDecision(meter, incoming, made);
  measureChannel(meter, incoming, made);
  logger.info('decided', {
    event: incoming.type,
    version: made.state.version,
    correlationId: made.state.switch?.actionName ?? incoming.id,
    decisions: made.decisions,
    effects: made.effects.map(({ id, type }) => `${type} ${id}`),
  });
}
