import { badEvidence } from './health.ts';
import { impediment } from './holds.ts';
import type { Rule } from './model/decision.ts';
import type { InputGroup, PipelineId } from './model/group.ts';
import { announce } from './notification.ts';
import { commonInputGroup, healthOf, runningPipelines } from './on-air.ts';
import { orderSwitch } from './order-switch.ts';
import { chooseTarget } from './target.ts';
import { decide, withState, type Turn } from './turn.ts';

/** The rule the project exists for: a lost input group is left for the best one there is. */
export function failOver(turn: Turn): Turn {
  const { state, group } = turn;
  const onAir = commonInputGroup(state, group);
  const running = runningPipelines(state);
  if (!onAir) return turn;
  const down = running.filter((pipeline) => isDown(turn, onAir, pipeline));
  const lost = group.policy.failoverOn === 'all-pipelines' ? down.length === running.length : down.length > 0;
  if (lost) return leaveLost(turn, onAir, down);
  const suspect = running.some((pipeline) => healthOf(state, onAir.name)[pipeline].status === 'suspect');
  // A site that is lost takes its pipelines down one after the other: the next window shows whether this is all of it.
  if (down.length > 0 && suspect) return turn;
  if (down.length > 0) return degrade(turn, onAir, down);
  return recover(turn, onAir, running);
}

/** Where MediaLive was asked and shows no alarm, MediaConnect's word alone does not take a pipeline of the group on air down. */
function isDown({ state, group, event }: Turn, onAir: InputGroup, pipeline: PipelineId): boolean {
  const health = healthOf(state, onAir.name)[pipeline];
  if (health.status !== 'down') return false;
  const asked = event.answers?.alerts;
  if (asked === undefined || asked === 'unavailable') return true;
  const alarms = { ...health, flow: null, leftDownAt: null };
  return badEvidence(alarms, { policy: group.policy, onAir: true }).length > 0;
}

function leaveLost(turn: Turn, onAir: InputGroup, down: readonly PipelineId[]): Turn {
  const { state, group, event } = turn;
  const obstacle = impediment(state, group, event.now);
  const reason = `${onAir.name} is lost: ${explain(turn, onAir, down)}.`;
  if (obstacle?.rule === 'in-flight') return decide(turn, 'in-flight', 'none', obstacle.why);
  if (obstacle) return prevent(turn, obstacle.rule, `${reason} No failover: ${obstacle.why}`);
  const to = chooseTarget(state, group, onAir.name, event.id);
  if (!to)
    return prevent(turn, 'no-target', `${reason} No failover: no other input group is available and well.`);
  const incident = { kind: 'lost', reason, since: event.now } as const;
  return orderSwitch(withState(turn, { incident }), {
    kind: 'failover',
    from: onAir.name,
    to,
    reason,
    by: 'automation',
  });
}

/** People are told once for each reason; the log has every time. */
function prevent(turn: Turn, rule: Rule, why: string): Turn {
  const { incident } = turn.state;
  if (incident?.kind === 'prevented' && incident.reason === rule) return decide(turn, rule, 'none', why);
  const prevented = decide(turn, rule, 'prevented', why);
  const noted = withState(prevented, {
    incident: { kind: 'prevented', reason: rule, since: turn.event.now },
  });
  return announce(noted, 'failover-prevented', why);
}

/** One pipeline of two: the origin covers it (design rule 4), a switch would only disturb the healthy one. */
function degrade(turn: Turn, onAir: InputGroup, down: readonly PipelineId[]): Turn {
  if (turn.state.incident?.kind === 'degraded') return turn;
  const why = `${onAir.name} is degraded, not lost: ${explain(turn, onAir, down)}. The origin covers one pipeline.`;
  const noted = withState(decide(turn, 'degraded', 'noted', why), {
    incident: { kind: 'degraded', reason: why, since: turn.event.now },
  });
  return announce(noted, 'degraded', why);
}

function recover(turn: Turn, onAir: InputGroup, running: readonly PipelineId[]): Turn {
  const { state } = turn;
  const health = healthOf(state, onAir.name);
  const well = running.every((pipeline) => health[pipeline].status === 'healthy');
  if (!state.incident || !well) return turn;
  const why = `${onAir.name} is well again on every running pipeline.`;
  return announce(decide(withState(turn, { incident: null }), 'recovered', 'noted', why), 'recovered', why);
}

function explain({ state, group }: Turn, onAir: InputGroup, down: readonly PipelineId[]): string {
  const view = { policy: group.policy, onAir: true };
  return down
    .map((pipeline) => {
      const causes = badEvidence(healthOf(state, onAir.name)[pipeline], view).map(({ what }) => what);
      return `pipeline ${pipeline} down (${causes.join(', ')})`;
    })
    .join(', ');
}
