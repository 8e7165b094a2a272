import { failAttempt, giveUp, tellFailure } from '../verification.ts';
import type { Effect, EffectResult } from '../model/effect.ts';
import { decide, withState, type Step, type Turn } from '../turn.ts';

/** What became of the effects that were owed: done ones are struck off, the rest decide how a switch goes on. */
export function absorbOutcome(turn: Turn, results: readonly EffectResult[]): Turn {
  return results.reduce((next, result) => absorbResult(next, result), turn);
}

function absorbResult(turn: Turn, result: EffectResult): Turn {
  const effect = turn.state.outbox[result.effectId];
  if (!effect) return decide(turn, 'outbox', 'none', `${result.effectId} was struck off before.`);
  if (result.result === 'postponed') {
    return decide(turn, 'outbox', 'none', `${effect.type} will be tried again: ${result.message}`);
  }
  const { [result.effectId]: done, ...outbox } = turn.state.outbox;
  return consequence(effect, result)(withState(turn, { outbox }));
}

function consequence(effect: Effect, result: EffectResult): Step {
  if (effect.type === 'schedule-switch') return (turn) => switchOutcome(turn, effect.actionName, result);
  if (effect.type === 'cancel-switch') return (turn) => cancelOutcome(turn, effect.actionName, result);
  return (turn) => decide(turn, 'outbox', 'none', `${effect.type}: ${result.result}.`);
}

function switchOutcome(turn: Turn, actionName: string, result: EffectResult): Turn {
  const { state } = turn;
  const slot = state.switch?.actionName === actionName ? 'switch' : 'planned';
  const pending = state[slot];
  if (pending?.actionName !== actionName) {
    return decide(turn, 'outbox', 'none', `${actionName} is no longer pending.`);
  }
  switch (result.result) {
    case 'scheduled': {
      const accepted = withState(turn, { [slot]: { ...pending, accepted: true, startAt: result.startAt } });
      const startAt = new Date(result.startAt).toISOString();
      return decide(accepted, 'verification', 'noted', `Scheduled for ${startAt}.`, { actionName, startAt });
    }
    case 'refused': {
      const why = `MediaLive refused ${actionName}: ${result.message}`;
      if (slot === 'switch') return failAttempt(turn, pending, why);
      const dropped = decide(withState(turn, { planned: null }), 'command', 'refused', why);
      return tellFailure(dropped, pending, why);
    }
    default:
      return giveUp(slot === 'switch' ? turn : withState(turn, { planned: null }), pending);
  }
}

function cancelOutcome(turn: Turn, actionName: string, result: EffectResult): Turn {
  if (result.result === 'refused') {
    return decide(turn, 'command', 'refused', `MediaLive did not cancel ${actionName}: ${result.message}`);
  }
  const planned = turn.state.planned?.actionName === actionName ? null : turn.state.planned;
  return decide(withState(turn, { planned }), 'command', 'noted', `${actionName} is cancelled.`);
}
