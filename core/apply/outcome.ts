import { announce } from '../notification.ts';
import { giveUp, over, tellFailure, unspent } from '../failed-switch.ts';
import { failAttempt } from '../verification.ts';
import type { Effect, EffectResult } from '../model/effect.ts';
import type { Switch } from '../model/state.ts';
import { record, enqueue, withState, type Step, type Turn } from '../turn.ts';

/** What became of the effects that were owed: done ones are struck off, the rest decide how a switch goes on. */
export function applyOutcome(turn: Turn, results: readonly EffectResult[]): Turn {
  return results.reduce((next, result) => applyResult(next, result), turn);
}

function applyResult(turn: Turn, result: EffectResult): Turn {
  const effect = turn.state.outbox[result.effectId];
  if (!effect) return late(turn, result);
  if (result.result === 'postponed') {
    const outbox = { ...turn.state.outbox, [effect.id]: { ...effect, postponed: true } as const };
    const why = `${effect.type} will be tried again: ${result.message}`;
    return record(withState(turn, { outbox }), 'outbox', 'none', why);
  }
  const { [result.effectId]: done, ...outbox } = turn.state.outbox;
  return consequence(effect, result)(withState(turn, { outbox }));
}

/**
 * Somebody was at work on it when it was struck off: a switch that is in the schedule and wanted no more is taken out again.
 * One that has started is not to be taken out, and may be what has ended it.
 */
function late(turn: Turn, result: EffectResult): Turn {
  const why = `${result.effectId} was struck off before.`;
  if (result.result !== 'scheduled' || result.startAt <= turn.event.now) {
    return record(turn, 'outbox', 'none', why);
  }
  const { actionName } = result;
  const { switch: inFlight, planned } = turn.state;
  const pending = [inFlight, planned].find((one) => one?.actionName === actionName);
  if (actionName === undefined || (pending && !pending.withdrawal)) {
    return record(turn, 'outbox', 'none', why);
  }
  const owed = enqueue(turn, { type: 'cancel-switch', actionName });
  return record(
    owed,
    'withdrawal',
    'noted',
    `${actionName} was put into the schedule after it had been taken back.`,
  );
}

function consequence(effect: Effect, result: EffectResult): Step {
  switch (effect.type) {
    case 'schedule-switch':
      return (turn) => switchOutcome(turn, effect.actionName, result);
    case 'cancel-switch':
      return (turn) => cancelOutcome(turn, effect.actionName, result);
    case 'prepare-input':
      return (turn) => prepareOutcome(turn, effect.actionName, result);
    default:
      return (turn) => record(turn, 'outbox', 'none', `${effect.type}: ${result.result}.`);
  }
}

function switchOutcome(turn: Turn, actionName: string, result: EffectResult): Turn {
  const { state } = turn;
  const slot = state.switch?.actionName === actionName ? 'switch' : 'planned';
  const pending = state[slot];
  if (pending?.actionName !== actionName) {
    return record(turn, 'outbox', 'none', `${actionName} is no longer pending.`);
  }
  switch (result.result) {
    case 'scheduled': {
      const accepted = withState(turn, { [slot]: { ...pending, accepted: true, startAt: result.startAt } });
      const startAt = new Date(result.startAt).toISOString();
      return record(accepted, 'verification', 'noted', `Scheduled for ${startAt}.`, { actionName, startAt });
    }
    case 'refused': {
      const why = `MediaLive refused ${actionName}: ${result.message}`;
      if (slot === 'switch') return failAttempt(turn, pending, why);
      const dropped = record(withState(turn, { planned: null }), 'command', 'refused', why);
      return tellFailure(dropped, pending, why);
    }
    default:
      return giveUp(slot === 'switch' ? turn : withState(turn, { planned: null }), pending);
  }
}

/** Taken out, a switch is over wherever it stood meanwhile; one that MediaLive does not let go of any more happens. */
function cancelOutcome(turn: Turn, actionName: string, result: EffectResult): Turn {
  const { state } = turn;
  const slot = state.switch?.actionName === actionName ? 'switch' : 'planned';
  const pending = state[slot];
  if (result.result === 'refused') {
    const why = `MediaLive did not take ${actionName} out of its schedule: ${result.message}`;
    if (pending?.actionName !== actionName) return record(turn, 'command', 'refused', why);
    const { withdrawal: _, ...known } = pending;
    // What it does not let go of is in its schedule, also where the answer that it was taken in is still to come.
    const staying = withState(turn, { [slot]: { ...known, accepted: true, stays: true } });
    const kept = record(staying, 'plan', 'refused', why, { actionName });
    return announce(kept, 'plan-warning', `${why} It starts at ${new Date(pending.startAt).toISOString()}.`);
  }
  if (pending?.actionName !== actionName) {
    return record(turn, 'command', 'noted', `${actionName} is cancelled.`);
  }
  return withdrawn(turn, slot, pending);
}

function withdrawn(turn: Turn, slot: 'switch' | 'planned', pending: Switch): Turn {
  const { withdrawal, accepted, actionName } = pending;
  const ended = unspent(over(withState(turn, { [slot]: null }), pending), pending);
  const why = withdrawal?.reason ?? `${actionName} is cancelled.`;
  if (withdrawal?.final) return record(ended, 'plan', 'none', `${actionName} is out of the schedule.`);
  // A worker that had begun before may still put it there: it is taken out once more when they must have come to an end.
  const kept = accepted ? ended : withState(ended, { [slot]: pending });
  const noted = record(
    kept,
    slot === 'planned' ? 'plan' : 'withdrawal',
    'noted',
    `${actionName} is cancelled.`,
    { actionName },
  );
  const facts = { original: pending.from, target: pending.to, correlationId: actionName };
  const byOperator = withdrawal === undefined || withdrawal.by === 'operator';
  const plannedEvent = byOperator ? 'plan-cancelled' : 'plan-withdrawn';
  return announce(noted, pending.kind === 'planned' ? plannedEvent : 'switch-withdrawn', why, facts);
}

function prepareOutcome(turn: Turn, actionName: string, result: EffectResult): Turn {
  const { prepared } = turn.state;
  if (prepared?.actionName !== actionName) {
    return record(turn, 'outbox', 'none', `${actionName} is no longer wanted.`);
  }
  if (result.result === 'refused') {
    const why = `MediaLive refused to prepare ${prepared.site}: ${result.message}`;
    return record(turn, 'prepare', 'noted', why, { actionName });
  }
  const accepted = withState(turn, { prepared: { ...prepared, accepted: true } });
  return record(accepted, 'prepare', 'noted', `MediaLive prepares ${prepared.site}.`, { actionName });
}
