import type { Decision } from '../../../core/model/decision.ts';
import type { Effect, EffectResult } from '../../../core/model/effect.ts';
import type { Millis } from '../../../core/model/group.ts';
import { decideAndSave } from './decide-and-save.ts';
import type { DecisionMade } from './decision-made.ts';
import type { DecideDeps } from './deps.ts';
import { measureChannel } from './gauges.ts';
import type { IncomingEvent } from './incoming-event.ts';
import { measureDecision, measureEffects } from './measure.ts';
import { runEffects } from './run-effects.ts';

/** Effects lead to outcomes, and outcomes to effects; a chain longer than this is left to the next event. */
const roundsMax = 4;

/** Effects of a save younger than this are being carried out by whoever saved it. */
const othersWorkMs = 5000;

/** The timer that the core arms for effects that were postponed. */
const resumeTimer = 'resume';

export interface Circumstances {
  /** When the function must have come to an end. */
  readonly deadlineAt: Millis;
  /** The event was delivered before, so whoever had it then is not at work on it any more. */
  readonly redelivered?: boolean;
}

/** An event decided on, and what came of it. */
export interface Decided {
  /** The first decision, before any outcome. */
  readonly made: DecisionMade;
  /** The state after the last outcome. */
  readonly state: DecisionMade['state'];
  readonly decisions: readonly Decision[];
  readonly results: readonly EffectResult[];
}

/**
 * Decides on one event of a channel: load, ask, decide, save, carry out what is owed, and decide on the outcome of that in
 * the same way. Whatever a crash leaves undone is in the saved state, and is carried out by the next event that finds it.
 * null: the channel is not managed.
 */
export async function decideOn(
  deps: DecideDeps,
  channelArn: string,
  incoming: IncomingEvent,
  circumstances: Circumstances,
): Promise<Decided | null> {
  const confirmedAt = incoming.type === 'timer' ? incoming.dueAt : deps.clock.now();
  const made = await decideAndSave(deps, channelArn, incoming);
  if (!made) return null;
  report(deps, incoming, made);
  let latest = made;
  const decisions = [...made.decisions];
  const results: EffectResult[] = [];
  let due = [...leftBehind(deps, incoming, made, circumstances), ...made.effects];
  for (let round = 1; due.length > 0 && round <= roundsMax; round += 1) {
    const runs = await runEffects(deps, channelArn, due, circumstances.deadlineAt);
    measureEffects(deps.meter, runs, latest.state, confirmedAt);
    results.push(...runs.map(({ result }) => result));
    const id = `${incoming.id}/outcome${round === 1 ? '' : round}`;
    const outcome: IncomingEvent = { type: 'outcome', id, results: runs.map(({ result }) => result) };
    const next = await decideAndSave(deps, channelArn, outcome);
    if (!next) break;
    report(deps, outcome, next);
    latest = next;
    decisions.push(...next.decisions);
    due = [...next.effects];
  }
  return { made, state: latest.state, decisions, results };
}

/** Effects owed from before that nobody is at work on. */
function leftBehind(
  { clock }: DecideDeps,
  incoming: IncomingEvent,
  { before, state }: DecisionMade,
  { redelivered = false }: Circumstances,
): readonly Effect[] {
  const resuming = incoming.type === 'timer' && incoming.timerId === resumeTimer;
  if (!redelivered && !resuming && clock.now() - before.savedAt < othersWorkMs) return [];
  return Object.values(state.outbox).filter(({ id }) => before.state.outbox[id] !== undefined);
}

function report({ logger, meter }: DecideDeps, incoming: IncomingEvent, made: DecisionMade): void {
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
