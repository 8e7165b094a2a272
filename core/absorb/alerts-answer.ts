import { withHealth } from '../arrival.ts';
import { isOpen, latestPossible, withEvidence } from '../health.ts';
import type { ActiveAlert, ChannelEvent } from '../model/event.ts';
import type { Millis, PipelineId } from '../model/group.ts';
import type { Alarm, PipelineHealth } from '../model/state.ts';
import { healthOf, inputGroupOnAir, runningPipelines } from '../on-air.ts';
import { decide, type Turn } from '../turn.ts';
import { own } from '../own.ts';

/**
 * What ListAlerts showed as active. It has the last word on the input groups on air: alarms it does not show are over, and
 * alarms that no event had told of are taken in. A list that has waited in a queue is as old as the snapshot taken with
 * it, and says nothing about what has been raised or cleared since.
 */
export function absorbAlertsAnswer(turn: Turn, active: readonly ActiveAlert[]): Turn {
  const listedAt = askedAt(turn.event);
  return runningPipelines(turn.state).reduce(
    (next, pipeline) =>
      absorbPipeline(
        next,
        pipeline,
        active.filter((alert) => alert.pipeline === pipeline),
        listedAt,
      ),
    turn,
  );
}

/** An answer may have been had a while ago: for a decision that met a conflict, or in the queue. */
function askedAt({ answers, now }: ChannelEvent): Millis {
  const channel = answers?.channel;
  return answers?.askedAt ?? (typeof channel === 'object' ? channel.at : now);
}

function absorbPipeline(
  turn: Turn,
  pipeline: PipelineId,
  active: readonly ActiveAlert[],
  listedAt: Millis,
): Turn {
  const { state, group, event } = turn;
  const inputGroup = inputGroupOnAir(state, group, pipeline);
  if (!inputGroup) return turn;
  const health = healthOf(state, inputGroup.name)[pipeline];
  const { since, notBefore } = state.pipelines[pipeline];
  // MediaLive shows alerts of what it ingests now: only those that are surely older than that are somebody else's.
  const watched = active.filter(
    ({ alertType, setAt }) =>
      own(group.policy.alerts, alertType) && latestPossible(setAt, Infinity) > (notBefore ?? since),
  );
  const over = openAlarms(health).filter(
    ([id, alarm]) => latestPossible(alarm.setAt, Infinity) <= listedAt && !stillActive(watched, id, alarm),
  );
  const missed = watched.filter((alert) => !knows(health, alert, listedAt));
  const alarms = {
    ...health.alarms,
    ...Object.fromEntries(over.map(([id, alarm]) => [id, { ...alarm, clearedAt: listedAt }])),
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

function openAlarms(health: PipelineHealth) {
  return Object.entries(health.alarms).flatMap(([id, alarm]) =>
    isOpen(alarm) ? [[id, alarm] as const] : [],
  );
}

/** The alert is known as open, or to have been cleared since the list was made. */
function knows(health: PipelineHealth, alert: ActiveAlert, listedAt: Millis): boolean {
  return Object.entries(health.alarms).some(([id, alarm]) => {
    const clearedAt = alarm.clearedAt ?? -Infinity;
    const clearedSince = clearedAt >= alert.setAt && latestPossible(clearedAt, Infinity) > listedAt;
    return (isOpen(alarm) || clearedSince) && stillActive([alert], id, alarm);
  });
}

/** That events and ListAlerts use the same id is an inference; the same type on the same pipeline counts as well. */
export function stillActive(active: readonly ActiveAlert[], id: string, alarm: Alarm): boolean {
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
