import type { ChangeView, DecisionView, HoldView, SwitchView } from '../control/operator/views.ts';
import { distance, fullTime, type Reader } from './times.ts';

/** What stands where there is nothing to say. */
export const nothing = '-';

/** What is on air, in as few words as it takes: `A`, or `0:A 1:B` where the pipelines differ. */
export function onAirWords(onAir: Readonly<Record<'0' | '1', string | null>>): string {
  if (onAir['0'] === onAir['1']) return onAir['0'] ?? nothing;
  return `0:${onAir['0'] ?? nothing} 1:${onAir['1'] ?? nothing}`;
}

export function switchLine(view: SwitchView, reader: Reader): string {
  const { kind, from, to, startAt, accepted, attempt, by, actionName } = view;
  const tries = attempt > 1 ? `, try ${attempt}` : '';
  const state = accepted ? 'accepted by MediaLive' : 'not yet accepted by MediaLive';
  return `${from ?? '?'} -> ${to} (${kind} by ${by}${tries}) at ${fullTime(startAt, reader)}, ${distance(startAt, reader)}; ${state} as ${actionName}`;
}

export function holdLine({ scope, by, reason, at, until }: HoldView, reader: Reader): string {
  const end = until === null ? 'until it is released' : `until ${fullTime(until, reader)}`;
  return `on the ${scope}, by ${by} since ${fullTime(at, reader)}, ${end}: ${reason}`;
}

/** One line of the event log. */
export function decisionLine({ at, rule, outcome, why }: DecisionView, reader: Reader): string {
  return `${fullTime(at, reader)}  ${outcome.toUpperCase().padEnd(9)}  ${rule}: ${why}`;
}

export function changeLine({ what, from, to, reason }: ChangeView): string {
  return `${what}: ${from ?? nothing} -> ${to ?? nothing}${reason === null ? '' : ` (${reason})`}`;
}
