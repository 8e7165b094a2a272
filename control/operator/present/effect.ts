import type { Effect, EffectResult } from '../../../core/model/effect.ts';
import type { CommandEffectView } from '../views.ts';
import { iso } from './time.ts';

/** What an effect does, in one sentence, with what became of it where that is known. */
export function presentEffect(effect: Effect, result?: EffectResult): CommandEffectView {
  return { type: effect.type, what: `${whatOf(effect)}${suffix(result)}` };
}

function whatOf(effect: Effect): string {
  switch (effect.type) {
    case 'schedule-switch':
      return `Schedule ${effect.actionName}: switch to "${effect.attachment}" ${startOf(effect.start)}.`;
    case 'cancel-switch':
      return `Take ${effect.actionName} out of the schedule.`;
    case 'prepare-input':
      return `Have MediaLive prepare "${effect.attachment}" (${effect.actionName}).`;
    case 'start-timer':
      return `Look again at ${iso(effect.dueAt)} (${effect.timerId}).`;
    case 'notify':
      return `Notify: ${effect.subject}.`;
    case 'publish':
      return `Publish the event "${effect.detailType}".`;
    case 'write-log':
      return `Log: ${effect.decision.why}`;
  }
}

function startOf(start: Extract<Effect, { type: 'schedule-switch' }>['start']): string {
  switch (start.type) {
    case 'at':
      return `at ${iso(start.at)}`;
    case 'fixed':
      return `${start.leadMs / 1000} s from the call`;
    case 'immediate':
      return 'immediately, which on a standard channel is in 10 s';
  }
}

function suffix(result: EffectResult | undefined): string {
  switch (result?.result) {
    case undefined:
    case 'done':
      return '';
    case 'scheduled':
      return ` Accepted for ${iso(result.startAt)}.`;
    case 'refused':
      return ` Refused: ${result.message}`;
    case 'expired':
      return ' Given up: it was not accepted in time.';
    case 'postponed':
      return ` It will be tried again: ${result.message}`;
  }
}
