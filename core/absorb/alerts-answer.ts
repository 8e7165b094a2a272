import { withHealth } from '../arrival.ts';
import { isOpen, latestPossible, withEvidence } from '../health.ts';
import type { ActiveAlert } from '../model/event.ts';
import type { PipelineId } from '../model/group.ts';
import type { Alarm, PipelineHealth } from '../model/state.ts';
import { healthOf, inputGroupOnAir, runningPipelines } from '../on-air.ts';
import { decide, type Turn } from '../turn.ts';

/**
 * What ListAlerts showed as active. It has the last word on the input groups on air: alarms it does not show are over, and
 * alarms that no event had told of are taken in.
 */
export function absorbAlertsAnswer(turn: Turn, active: readonly ActiveAlert[]): Turn {
  return runningPipelines(turn.state).reduce(
    (next, pipeline) =>
      absorbPipeline(
        next,
        pipeline,
        active.filter((alert) => alert.pipeline === pipeline),
      ),
    turn,
  );
}

function absorbPipeline(turn: Turn, pipeline: PipelineId, active: readonly ActiveAlert[]): Turn {
  const { state, group, event } = turn;
  const inputGroup = inputGroupOnAir(state, group, pipeline);
  if (!inputGroup) return turn;
  const health = healthOf(state, inputGroup.name)[pipeline];
  const { since } = state.pipelines[pipeline];
  const watched = active.filter((alert) => group.policy.alerts[alert.alertType] && alert.setAt > since);
  const over = openAlarms(health).filter(([id, alarm]) => !stillActive(watched, id, alarm));
  const missed = watched.filter(
    (alert) => !openAlarms(health).some(([id, alarm]) => stillActive([alert], id, alarm)),
  );
  const alarms = {
    ...health.alarms,
    ...Object.fromEntries(over.map(([id, alarm]) => [id, { ...alarm, clearedAt: event.now }])),
    ...Object.fromEntries(missed.map((alert) => [alert.alarmId, alarmOf(alert, event.now)])),
  };
  const view = { policy: group.policy, onAir: true };
  const from = missed.length > 0 ? event.now : (health.goodSince ?? event.now);
  const next = withEvidence(health, { alarms }, view, from);
  const absorbed = { ...turn, state: withHealth(state, inputGroup.name, pipeline, next) };
  const facts = { pipeline, missed: missed.length, over: over.length };
  if (missed.length + over.length === 0) return absorbed;
  const why = `MediaLive's list of alerts differs from the events received for ${inputGroup.name} on pipeline ${pipeline}: ${missed.length} not heard of, ${over.length} over.`;
  return decide(absorbed, 'second-look', 'noted', why, facts);
}

function openAlarms(health: PipelineHealth): readonly [string, Alarm][] {
  return Object.entries(health.alarms).filter(([, alarm]) => isOpen(alarm));
}

/** That events and ListAlerts use the same id is an inference; the same type on the same pipeline counts as well. */
function stillActive(active: readonly ActiveAlert[], id: string, alarm: Alarm): boolean {
  return active.some((alert) => alert.alarmId === id || alert.alertType === alarm.alertType);
}

function alarmOf(alert: ActiveAlert, now: number): Alarm {
  return {
    alertType: alert.alertType,
    message: alert.message,
    setAt: alert.setAt,
    clearedAt: null,
    from: latestPossible(alert.setAt, now),
  };
}
