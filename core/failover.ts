import { listLagMs, saysNoPicture } from './alerts.ts';
import { withHealth } from './arrival.ts';
import { alarmEvidence, badEvidence } from './health.ts';
import { impediment, type Impediment } from './holds.ts';
import { lastResort, lastResortDue } from './last-resort.ts';
import type { Rule } from './model/decision.ts';
import type { Site, PipelineId } from './model/group.ts';
import type { ChannelState, Incident } from './model/state.ts';
import type { PipelineHealth } from './model/health.ts';
import { announce } from './notification.ts';
import { commonSite, healthOf, isLoss, runningPipelines } from './on-air.ts';
import { orderSwitch } from './order-switch.ts';
import { tooManyShortLosses } from './short-losses.ts';
import { chooseTarget, ranks } from './target.ts';
import { record, withState, type Turn } from './turn.ts';

/** The rule the project exists for: a lost site is left for the best one there is. */
export function failOver(turn: Turn): Turn {
  const { state, group } = turn;
  const onAir = commonSite(state, group);
  const running = runningPipelines(state);
  if (!onAir) return turn;
  const verdicts: Verdicts = running.map((pipeline) => [pipeline, verdictOn(turn, onAir, pipeline)] as const);
  const down = verdicts.flatMap(([pipeline, verdict]) => (verdict === 'down' ? [pipeline] : []));
  if (isLoss(group.policy, down.length, running.length)) return leaveLost(turn, onAir, down);
  // A site that is lost takes its pipelines down one after the other: the next window shows whether this is all of it.
  if (down.length > 0 && verdicts.some(([, verdict]) => verdict === 'pending')) return turn;
  if (down.length > 0) return degrade(turn, onAir, down);
  return leaveUnstable(recover(turn, onAir, verdicts), onAir);
}

/** What is decided from a pipeline of the site on air; `pending`: a window is under way that will tell. */
type Verdict = 'down' | 'pending' | 'up';

/** Of each pipeline that runs. */
type Verdicts = readonly (readonly [PipelineId, Verdict])[];

/**
 * MediaLive is the witness of what is on air. Where the policy wants a second look, MediaConnect's word alone takes no pipeline
 * down: an alarm of MediaLive's has its own window to last, and where there is none, MediaLive is asked. An alert that the
 * policy does not count, but that says that there is no picture, is MediaLive's word beside MediaConnect's.
 */
function verdictOn({ state, group, event }: Turn, onAir: Site, pipeline: PipelineId): Verdict {
  const health = healthOf(state, onAir.name)[pipeline];
  if (health.status !== 'down') return health.status === 'suspect' ? 'pending' : 'up';
  const alarms = alarmEvidence(health, group.policy);
  const confirmed = alarms.some(({ confirmedAt }) => confirmedAt <= event.now);
  if (confirmed) return 'down';
  if (!group.policy.secondLook) return isContradicted(state, pipeline, health) ? 'up' : 'down';
  if (alarms.length > 0) return 'pending';
  const asked = event.answers?.alerts;
  if (asked === undefined || asked === 'unavailable') return 'down';
  const own = asked.some((alert) => alert.pipeline === pipeline && saysNoPicture(alert.alertType));
  return own ? 'down' : 'up';
}

/** The reconciler's list has shown a picture since MediaConnect spoke: its later word that all is well was not delivered. */
function isContradicted(
  { pipelines }: ChannelState,
  pipeline: PipelineId,
  { since }: PipelineHealth,
): boolean {
  const { listedAt = -Infinity, listedBlankAt = -Infinity } = pipelines[pipeline];
  return listedAt > since + listLagMs && listedBlankAt < listedAt;
}

function leaveLost(turn: Turn, onAir: Site, down: readonly PipelineId[]): Turn {
  const { state, group, event } = turn;
  const obstacle = impediment(state, group, event.now);
  const reason = `${onAir.name} is lost: ${explain(turn, onAir, down)}.`;
  if (obstacle?.rule === 'in-flight') return record(turn, 'in-flight', 'none', obstacle.why);
  if (obstacle) return lastResort(turn, onAir, reason) ?? prevent(turn, obstacle, reason, down.length);
  const to = chooseTarget(state, group, onAir.name, event.id);
  if (!to) return withoutTarget(turn, onAir, reason, down.length);
  const incident = { kind: 'lost', reason, since: darkSince(turn), down: down.length } as const;
  return orderSwitch(withState(turn, { incident }), {
    kind: 'failover',
    from: onAir.name,
    to,
    reason,
    by: 'automation',
  });
}

/** A suspect group is neither fit nor known to be down: its window ends soon, and then there is something to tell. */
function withoutTarget(turn: Turn, onAir: Site, reason: string, down: number): Turn {
  const { state, group } = turn;
  const waitsFor = group.sites.find(
    ({ name, available }) =>
      available &&
      name !== onAir.name &&
      runningPipelines(state).some((pipeline) => healthOf(state, name)[pipeline].status === 'suspect'),
  );
  if (waitsFor) {
    const why = `${reason} ${waitsFor.name} is suspect: its window is waited for.`;
    return record(turn, 'no-target', 'none', why);
  }
  const none = { rule: 'no-target', why: 'no other site is available and healthy.' } as const;
  return prevent(turn, none, reason, down);
}

/** Since when the site on air has been lost, as far as people were told. */
function darkSince({ state: { incident }, event }: Turn): number {
  return incident !== null && incident.kind !== 'degraded' ? incident.since : event.now;
}

/** People are told once for each reason, and again when more of the channel is lost; the log has every time. */
function prevent(turn: Turn, { rule, why: obstacle }: Impediment, reason: string, down: number): Turn {
  const { state, event } = turn;
  const due = lastResortDue(turn);
  const then = due === null ? '' : ` Last resort at ${new Date(Math.max(due, event.now)).toISOString()}.`;
  const why = `${reason} No failover: ${obstacle}${then}`;
  const incident: Incident = { kind: 'prevented', reason: rule, since: darkSince(turn), down };
  if (isKnown(state.incident, rule, down)) return record(turn, rule, 'none', why, { lost: true });
  const prevented = withState(record(turn, rule, 'prevented', why, { lost: true }), { incident });
  return announce(prevented, 'failover-prevented', why);
}

function isKnown(incident: Incident | null, rule: Rule, down: number): boolean {
  return incident?.kind === 'prevented' && incident.reason === rule && (incident.down ?? down) >= down;
}

/** One pipeline of two: the origin covers it (design rule 4), a switch would only disturb the healthy one. */
function degrade(turn: Turn, onAir: Site, down: readonly PipelineId[]): Turn {
  // In flight, a switch leaves the group: that half of it returns meanwhile is not told.
  if (turn.state.incident?.kind === 'degraded' || turn.state.switch) return turn;
  const why = `${onAir.name} is degraded, not lost: ${explain(turn, onAir, down)}. The origin covers one pipeline.`;
  const noted = withState(record(turn, 'degraded', 'noted', why), {
    incident: { kind: 'degraded', reason: why, since: turn.event.now, down: down.length },
  });
  return announce(noted, 'degraded', why);
}

/**
 * While a switch is in flight the channel leaves all the same: what it leaves is no good news. Where MediaLive shows no alert,
 * MediaConnect's last word, whose end was not heard of, keeps no incident open: it would forbid a failback for good.
 */
function recover(turn: Turn, onAir: Site, verdicts: Verdicts): Turn {
  const { state } = turn;
  const health = healthOf(state, onAir.name);
  const belied = verdicts.filter(
    ([pipeline, verdict]) => verdict === 'up' && health[pipeline].status === 'down',
  );
  const well = verdicts.filter(([pipeline]) => health[pipeline].status === 'healthy');
  if (!state.incident || belied.length + well.length < verdicts.length || state.switch) return turn;
  const why =
    belied.length === 0
      ? `${onAir.name} is healthy again on every running pipeline.`
      : `${onAir.name} is on air without an alert of MediaLive: what MediaConnect last said of it is over.`;
  return announce(record(withState(turn, { incident: null }), 'recovered', 'noted', why), 'recovered', why);
}

/** A group that is lost again and again for less than its window is left where the policy says so, for one that is healthy. */
function leaveUnstable(turn: Turn, onAir: Site): Turn {
  const { state, group, event } = turn;
  const why = tooManyShortLosses(turn);
  if (why === null || group.policy.accumulated.action !== 'failover') return turn;
  const to = chooseTarget(state, group, onAir.name, event.id, ranks.healthy);
  if (!to || impediment(state, group, event.now)) return turn;
  const reason = `${onAir.name} is unstable: ${why}`;
  const left = { ...turn, state: asMending(state, onAir) };
  return orderSwitch(left, { kind: 'failover', from: onAir.name, to, reason, by: 'automation' });
}

/** What is left for its short losses has to last the clear window before anybody comes back to it. */
function asMending(state: ChannelState, { name }: Site): ChannelState {
  return runningPipelines(state).reduce(
    (next, pipeline) =>
      withHealth(next, name, pipeline, { ...healthOf(next, name)[pipeline], mending: true }),
    state,
  );
}

function explain({ state, group }: Turn, onAir: Site, down: readonly PipelineId[]): string {
  const view = { policy: group.policy, onAir: true };
  return down
    .map((pipeline) => {
      const causes = badEvidence(healthOf(state, onAir.name)[pipeline], view).map(({ what }) => what);
      return `pipeline ${pipeline} down (${causes.join(', ')})`;
    })
    .join(', ');
}
