import { applyAlert } from './apply/alert.ts';
import { applyAlertsAnswer } from './apply/alerts-answer.ts';
import { applyChannelAnswer } from './apply/channel-answer.ts';
import { applyChannelState } from './apply/channel-state.ts';
import { applyCommand } from './apply/command.ts';
import { applyFlowHealth } from './apply/flow-health.ts';
import { applyFlowReport } from './apply/flow-report.ts';
import { applyFlowsAnswer } from './apply/flows-answer.ts';
import { sitePipeline } from './apply/site-pipeline.ts';
import { bound } from './bounds.ts';
import { applyInputChange } from './apply/input-change.ts';
import { applyOutcome } from './apply/outcome.ts';
import { adoptFromOutside } from './adoption.ts';
import { healDivergence } from './divergence.ts';
import { failBack } from './failback.ts';
import { failOver } from './failover.ts';
import { settle } from './health.ts';
import { withHealth } from './arrival.ts';
import type { Decision } from './model/decision.ts';
import type { Effect } from './model/effect.ts';
import type { ChannelEvent, TimerEvent } from './model/event.ts';
import { pipelineIds, type FailoverGroup, type Site, type PipelineId } from './model/group.ts';
import type { ChannelState } from './model/state.ts';
import { judgePlan, promotePlanned } from './planned.ts';
import { prepareStandby } from './prepare.ts';
import { tellProtection } from './protection.ts';
import { tellSources } from './sources.ts';
import { tellRunning } from './running.ts';
import { countShortLoss, tellShortLosses } from './short-losses.ts';
import { armTimers, isObsolete } from './timers.ts';
import { record, withState, type Step, type Turn } from './turn.ts';
import { verifySwitch } from './verification.ts';

export interface Transition {
  readonly state: ChannelState;
  /** What this event newly owes; the state's outbox holds it too. */
  readonly effects: readonly Effect[];
  /** In the order in which the rules spoke; never empty. */
  readonly decisions: readonly [Decision, ...Decision[]];
}

/**
 * The rules, in order. Facts first, then what time has made of them, then what is to be done: the decision follows from
 * the state and not from the kind of event, so that a lost event costs time and never correctness.
 */
const rules: readonly Step[] = [
  applyAnsweredChannel,
  applyEvent,
  applyAnsweredAlerts,
  applyAnsweredFlows,
  settleHealth,
  tellRunning,
  judgePlan,
  promotePlanned,
  verifySwitch,
  adoptFromOutside,
  healDivergence,
  failOver,
  failBack,
  tellShortLosses,
  prepareStandby,
  tellProtection,
  tellSources,
  armTimers,
  bound,
];

/**
 * The only place that decides. Total: every event in every state has an outcome, recorded with its rule and reason.
 * It leaves `version` alone, which belongs to the store.
 */
export function transition(state: ChannelState, event: ChannelEvent, group: FailoverGroup): Transition {
  if (isObsolete(state, event)) return { state, effects: [], decisions: [obsolete] };
  const start: Turn = { state, event, group, effects: [], decisions: [] };
  const end = rules.reduce((turn, rule) => rule(turn), start);
  const [first, ...others] = end.decisions;
  // What one rule has ordered and a later one has taken back is not carried out.
  const effects = end.effects.filter(({ id }) => end.state.outbox[id] !== undefined);
  return { state: end.state, effects, decisions: [first ?? nothingDue, ...others] };
}

const nothingDue: Decision = { rule: 'timer', outcome: 'none', why: 'Nothing was due.', evidence: {} };
const obsolete: Decision = { ...nothingDue, why: 'This timer has been armed anew, for later.' };

function applyEvent(turn: Turn): Turn {
  const { event } = turn;
  switch (event.type) {
    case 'alert':
      return applyAlert(turn, event);
    case 'flow-health':
      return applyFlowHealth(turn, event);
    case 'flow-report':
      return applyFlowReport(turn, event);
    case 'input-change':
      return applyInputChange(turn, event);
    case 'channel-state':
      return applyChannelState(turn, event);
    case 'outcome':
      return applyOutcome(turn, event.results);
    case 'command':
      return applyCommand(turn, event);
    case 'timer':
      return disarm(turn, event);
    case 'observation':
      return turn;
  }
}

/** A timer that has fired is armed no more; whatever is still to come arms it again. */
function disarm(turn: Turn, { timerId, dueAt }: TimerEvent): Turn {
  const { [timerId]: armedFor, ...timers } = turn.state.timers;
  return armedFor === dueAt ? withState(turn, { timers }) : turn;
}

function applyAnsweredChannel(turn: Turn): Turn {
  const answer = turn.event.answers?.channel;
  if (answer === undefined) return turn;
  if (answer !== 'unavailable') return applyChannelAnswer(turn, answer);
  return record(
    turn,
    'observation',
    'none',
    'MediaLive did not describe the channel in time: what the events said stands.',
  );
}

function applyAnsweredAlerts(turn: Turn): Turn {
  const answer = turn.event.answers?.alerts;
  if (answer === undefined) return turn;
  if (answer !== 'unavailable') return applyAlertsAnswer(turn, answer);
  return record(turn, 'second-look', 'none', 'MediaLive did not list its alerts in time: the events decide.');
}

/** What MediaConnect did not answer is not held against anybody: what was known grows older, and that is all. */
function applyAnsweredFlows(turn: Turn): Turn {
  const answer = turn.event.answers?.flows;
  return answer === undefined || answer === 'unavailable' ? turn : applyFlowsAnswer(turn, answer);
}

function settleHealth(turn: Turn): Turn {
  return turn.group.sites.reduce(
    (next, site) => pipelineIds.reduce((inner, pipeline) => settlePipeline(inner, site, pipeline), next),
    turn,
  );
}

function settlePipeline(turn: Turn, site: Site, pipeline: PipelineId): Turn {
  const { health, view, now } = sitePipeline(turn, site, pipeline);
  const settled = settle(health, view, now);
  if (settled === health) return turn;
  const next = { ...turn, state: withHealth(turn.state, site.name, pipeline, settled) };
  const isOver = health.status === 'suspect' && settled.status !== 'suspect' && settled.status !== 'down';
  // Heard of late, it may have lasted its window all the same.
  const hadLasted = health.endAwaitedUntil !== undefined && settled.status === 'recovering';
  return isOver && !hadLasted && view.onAir ? countShortLoss(next) : next;
}
