import { badEvidence } from './health.ts';
import { impediment, type Impediment } from './holds.ts';
import type { Rule } from './model/decision.ts';
import type { ChannelEvent, ChannelSnapshot } from './model/event.ts';
import { pipelineIds, type FailoverGroup, type Site, type Millis, type PipelineId } from './model/group.ts';
import type { ChannelState } from './model/state.ts';
import { announce } from './notification.ts';
import { healthOf, siteNamed, siteOnAir, isDiverged } from './on-air.ts';
import { isAutomaticAction, orderSwitch } from './order-switch.ts';
import { chooseTarget, fitness, isSaidLost, ranks } from './target.ts';
import { record, withState, type Turn } from './turn.ts';
import { lookAgainAt } from './verification.ts';

/** The timer for pipelines that are apart. */
export const divergenceTimer = 'divergence';

/** How soon a divergence that may not be mended is looked at again: MediaLive's API has a throttle for the whole account. */
const lookAgainMs = 60_000;

/** How soon one that MediaLive did not confirm is looked at again; no channel is off the air for it, so that it can wait. */
const unseenMs = 10_000;

/** When pipelines that are apart count as diverged; null when they are together or a switch is under way. */
export function divergenceDue({
  state,
  group,
  event,
}: Pick<Turn, 'state' | 'group' | 'event'>): number | null {
  if (state.switch || !isDiverged(state)) return null;
  const { divergenceMs } = group.policy;
  const told = state.incident?.kind === 'prevented' && state.incident.reason === 'divergence';
  const forbidden = told && 'why' in remedy(state, group, event);
  return (
    (state.divergedSince ?? event.now) + (forbidden ? Math.max(lookAgainMs, divergenceMs) : divergenceMs)
  );
}

/** When pipelines that are apart are looked at: when they count as diverged, and again and again where nobody could see it. */
export function nextDivergenceLook(turn: Turn): Millis | null {
  const { now } = turn.event;
  const due = divergenceDue(turn);
  return due === null || now < due ? due : lookAgainAt(due, now, unseenMs);
}

/** Whether MediaLive is to be asked, by the first event that comes when it is time to look. */
export function mustSeeDivergence({ state, group, event }: Pick<Turn, 'state' | 'group' | 'event'>): boolean {
  const due = divergenceDue({ state, group, event });
  const looksAt = state.timers[divergenceTimer] ?? -Infinity;
  return due !== null && event.now >= due && event.now >= looksAt;
}

/**
 * Pipelines on different inputs are put together again on the intended group. A missed event looks the same, so MediaLive
 * must have confirmed it: where it shows something else than is believed, the wait starts over.
 */
export function healDivergence(turn: Turn): Turn {
  const { state, event } = turn;
  const due = divergenceDue(turn);
  if (due === null) return state.divergedSince === null ? turn : withState(turn, { divergedSince: null });
  const seen = event.answers?.channel;
  if (event.now < due || typeof seen !== 'object') {
    return state.divergedSince === null ? withState(turn, { divergedSince: event.now }) : turn;
  }
  const waiting = withState(turn, { divergedSince: event.now });
  return confirms(state, seen) ? heal(heedOperator(waiting, seen)) : waiting;
}

/** Of the second of a change, what MediaLive shows may be from before it: it corrects nothing, and confirms nothing either. */
function confirms(state: ChannelState, { pipelines }: ChannelSnapshot): boolean {
  return pipelineIds.every((id) => pipelines[id]?.attachment === state.pipelines[id].attachment);
}

/**
 * Where MediaLive names an action that is not automation's as what last moved one of them, that is where an operator wants
 * the channel, though the other pipeline has not followed.
 */
function heedOperator(turn: Turn, { pipelines }: ChannelSnapshot): Turn {
  const { state, group, event } = turn;
  const moved = pipelineIds.find((id) => {
    const action = pipelines[id]?.actionName ?? null;
    const since = state.intended?.at ?? 0;
    return action !== null && !isAutomaticAction(action) && state.pipelines[id].since > since;
  });
  const wanted = moved && siteOnAir(state, group, moved);
  if (!wanted) return turn;
  const why = `Pipeline ${moved} went to ${wanted.name}, which was not ordered here.`;
  const intended = { group: wanted.name, by: 'operator', at: event.now } as const;
  return record(withState(turn, { intended }), 'adoption', 'noted', why, { to: wanted.name });
}

function heal(turn: Turn): Turn {
  const { state, group, event } = turn;
  const what = `Pipeline 0 is on ${placeOf(turn, '0')} and pipeline 1 on ${placeOf(turn, '1')}.`;
  const found = remedy(state, group, event);
  if ('why' in found) return prevent(turn, found.rule, `${what} Not mended: ${found.why}`);
  const { to } = found;
  const told = announce(withState(turn, { divergedSince: null }), 'divergence', what, { current: to.name });
  return orderSwitch(told, {
    kind: 'heal',
    from: null,
    to,
    reason: `${what} Both go to ${to.name}.`,
    by: 'automation',
  });
}

/** What a pipeline is on, and what is known to be wrong there. */
function placeOf({ state, group }: Turn, pipeline: PipelineId): string {
  const place = `"${String(state.pipelines[pipeline].attachment)}"`;
  const onAir = siteOnAir(state, group, pipeline);
  const health = onAir && healthOf(state, onAir.name)[pipeline];
  if (health?.status !== 'down') return place;
  const causes = badEvidence(health, { policy: group.policy, onAir: true }).map(({ what }) => what);
  return `${place} (down: ${causes.join(', ')})`;
}

/** Where both pipelines should go, the intended group where none is fitter; or what forbids it. */
function remedy(
  state: ChannelState,
  group: FailoverGroup,
  { id, now }: ChannelEvent,
): { readonly to: Site } | Impediment {
  const obstacle = impediment(state, group, now);
  if (obstacle) return obstacle;
  const among = notSaidLost(state, group, now);
  const intended = state.intended && siteNamed(among, state.intended.group);
  const best = chooseTarget(state, among, null, id);
  const wished = intended ? (fitness(state, among, intended) ?? Infinity) : Infinity;
  const rank = best ? (fitness(state, among, best) ?? Infinity) : Infinity;
  // What an operator has chosen is not fought for a better one; only what is half dead, or was just being lost, is.
  const isOperators = state.intended?.by === 'operator' && wished < ranks.leftSuspect;
  const to = wished < Infinity && (isOperators || wished <= rank) ? intended : best;
  return to ? { to } : { rule: 'no-target', why: 'no site is fit.' };
}

/** Without the sites of which MediaConnect says that nothing arrives, unless it says that of all. */
function notSaidLost(state: ChannelState, group: FailoverGroup, now: Millis): FailoverGroup {
  const sites = group.sites.filter(({ name }) => !isSaidLost(state, group, name, now));
  return sites.length === 0 ? group : { ...group, sites };
}

/** People are told once; the log has it once as well. */
function prevent(turn: Turn, rule: Rule, why: string): Turn {
  const { incident } = turn.state;
  if (incident?.kind === 'prevented' && incident.reason === 'divergence') {
    return record(turn, rule, 'none', why);
  }
  const noted = withState(record(turn, rule, 'prevented', why), {
    incident: { kind: 'prevented', reason: 'divergence', since: turn.event.now },
  });
  return announce(noted, 'divergence', why);
}
