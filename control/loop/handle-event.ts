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

/** An outcome can lead to new effects. After so many rounds the rest is left to the next event. */
const roundsMax = 4;

/** How long saving an outcome is retried. */
const writeDownMs = 8000;

export interface Circumstances {
  /** When the function must have come to an end. */
  readonly deadlineAt: Millis;
  /** The event was delivered before, so the worker that had it is gone. */
  readonly redelivered?: boolean;
}

/** A handled event: its decisions, and the outcomes of their effects. */
export interface Handled {
  /** The evaluation of the event itself, before any outcome. */
  readonly made: Evaluated;
  /** The state after the last outcome. */
  readonly state: Evaluated['state'];
  readonly decisions: readonly Decision[];
  readonly results: readonly EffectResult[];
}

/**
 * Handles one event of a channel: load, ask, decide, save, carry out the effects, and handle their outcomes the same way. After a
 * crash the saved state says what is still to do, and the next event does it. null: the channel is not managed.
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
  const made =
    incoming.type === 'outcome'
      ? await writeDown(deps, channelArn, incoming, deadlineAt)
      : await commit(deps, channelArn, incoming);
  if (!made) return null;
  report(deps, incoming, made);
  let latest: Evaluated = made;
  const decisions = [...made.decisions];
  const results: EffectResult[] = incoming.type === 'outcome' ? [...incoming.results] : [];
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
    const next = await writeDown(deps, channelArn, outcome, deadlineAt, latest);
    if (!next) break;
    report(deps, outcome, next);
    latest = next;
    decisions.push(...next.decisions);
    due = [...next.effects];
  }
  return { made, state: latest.state, decisions, results };
}

/**
 * Saves an outcome. If the table fails, only this is retried: starting over with the event would repeat its effects, and notify
 * people twice.
 */
async function writeDown(
  deps: LoopDeps,
  channelArn: string,
  outcome: IncomingEvent,
  deadlineAt: Millis,
  latest?: Evaluated,
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
