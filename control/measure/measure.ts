import type { Millis } from '../../core/model/group.ts';
import type { ChannelState, Switch } from '../../core/model/state.ts';
import type { Meter } from '../ports/meter.ts';
import type { Evaluated } from '../loop/evaluate.ts';
import type { IncomingEvent } from '../events/incoming-event.ts';
import type { EffectRun } from '../loop/run-effects.ts';

/** What we tell ourselves, whether or not anything happens. */
const routine: ReadonlySet<IncomingEvent['type']> = new Set(['observation', 'timer', 'outcome']);

/**
 * Counts what a decision came to. A look, a timer or an outcome of which nothing comes is not counted among what changed nothing: they
 * come whether or not anything happens, and would be nearly all of it, half of what an idle channel logs, and three metrics that are
 * paid for.
 */
export function measureDecision(
  meter: Meter,
  { type }: IncomingEvent,
  { decisions }: Pick<Evaluated, 'decisions'>,
): void {
  const isIdle = routine.has(type) && decisions.every(({ outcome }) => outcome === 'none');
  for (const { rule, outcome, evidence } of decisions) {
    if (outcome === 'none' && !isIdle) meter.count('NonDecisions', rule);
    if (outcome === 'prevented') meter.count('FailoversPrevented', rule);
    const { missed } = evidence;
    if (rule === 'second-look' && typeof missed === 'number') meter.add('EvidenceMissedByEvents', missed);
  }
}

/** Counts what became of effects, and times a failover from its confirmation to MediaLive's acceptance. */
export function measureEffects(
  meter: Meter,
  runs: readonly EffectRun[],
  state: ChannelState,
  confirmedAt: Millis,
): void {
  for (const { effect, result, at } of runs) {
    if (result.result === 'postponed') meter.count('EffectsPostponed', effect.type);
    if (effect.type !== 'schedule-switch' || result.result !== 'scheduled') continue;
    const ordered = switchNamed(state, effect.actionName);
    if (!ordered) continue;
    meter.count('Switches', ordered.kind);
    if (ordered.kind === 'failover') meter.time('DecisionLatencyMs', Math.max(0, at - confirmedAt));
  }
}

function switchNamed({ switch: inFlight, planned }: ChannelState, actionName: string): Switch | undefined {
  return [inFlight, planned].find((ordered) => ordered?.actionName === actionName) ?? undefined;
}
