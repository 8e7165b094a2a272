import { sitePipeline, type SitePipeline } from './absorb/site-pipeline.ts';
import { divergenceDue } from './divergence.ts';
import { failbackDue } from './failback.ts';
import { waitedForUntil } from './flow-evidence.ts';
import { badEvidence, clearWindowMs, goodUntil } from './health.ts';
import { activeHold, budgetFreeAt, spentOnFailovers } from './holds.ts';
import { lastResortDue } from './last-resort.ts';
import type { ChannelEvent } from './model/event.ts';
import type { Millis } from './model/group.ts';
import { pipelineIds } from './model/group.ts';
import type { ChannelState } from './model/state.ts';
import { planDue } from './planned.ts';
import { shortLossesDue } from './short-losses.ts';
import { sourcesDue } from './sources.ts';
import { owe, withState, type Turn } from './turn.ts';
import { nextLook } from './verification.ts';

/** How soon effects that could not be carried out are tried again. */
const resumeAfterMs = 2_000;

/** Windows that end within this time of each other are looked at together. */
const togetherMs = 200;

/**
 * Arms a timer for every moment at which time alone would change something. Timers follow from the state, so one that was
 * lost is found by any later event, and one that is obsolete finds nothing to do.
 */
export function armTimers(turn: Turn): Turn {
  const due = Object.entries({ ...dueTimes(turn), ...resumeTime(turn) }).filter(
    (entry): entry is [string, Millis] =>
      entry[1] !== null && entry[1] > turn.event.now && Number.isFinite(entry[1]),
  );
  const fresh = due.filter(([timerId, dueAt]) => turn.state.timers[timerId] !== dueAt);
  const armed = fresh.reduce(
    (next, [timerId, dueAt]) => owe(next, { type: 'start-timer', timerId, dueAt }),
    turn,
  );
  const timers = Object.fromEntries(due);
  return withState(armed, { timers, outbox: withoutOverdue(armed.state.outbox, timers) });
}

/** A timer that could not be started, and that has been armed anew or has had its time meanwhile, is owed no more. */
function withoutOverdue(
  outbox: ChannelState['outbox'],
  timers: Readonly<Record<string, Millis>>,
): ChannelState['outbox'] {
  const entries = Object.entries(outbox);
  const wanted = entries.filter(
    ([, effect]) => effect.type !== 'start-timer' || timers[effect.timerId] === effect.dueAt,
  );
  return wanted.length === entries.length ? outbox : Object.fromEntries(wanted);
}

/** A message that is later than this may have been lost. */
const messageLateMs = 5_000;

/**
 * The timer has been armed anew, for later, and that message is under way: this one has nothing to say. Were it to decide all
 * the same, the two, late and on two workers, would both ask MediaLive for a second look. What it had asked before somebody
 * else armed it anew is an answer like any other.
 */
export function isObsolete({ timers }: ChannelState, event: ChannelEvent): boolean {
  if (event.type !== 'timer' || event.answers) return false;
  const armedFor = timers[event.timerId] ?? -Infinity;
  return armedFor > event.dueAt && event.now < armedFor + messageLateMs;
}

type DueTimes = Readonly<Record<string, Millis | null>>;

function dueTimes(turn: Turn): DueTimes {
  const { state, group, event } = turn;
  const hold = activeHold(state, group, event.now);
  const { switches, withinMs } = group.policy.budget;
  const spent = spentOnFailovers(state, group, event.now);
  return {
    health: nextHealthTime(turn),
    verify: state.switch ? nextLook(turn, state.switch) : null,
    planned: state.planned ? planDue(state.planned, event.now) : null,
    divergence: divergenceDue(turn),
    hold: hold?.until ?? null,
    budget: spent.length >= switches ? budgetFreeAt(spent, switches, withinMs) : null,
    'last-resort': state.incident?.kind === 'prevented' ? lastResortDue(turn) : null,
    'short-losses': shortLossesDue(turn),
    sources: sourcesDue(turn),
    failback: failbackDue(state, group, event.now),
  };
}

/**
 * The next moment at which a window of any pipeline ends. Pipelines that lose a site lose it within moments of each other:
 * one timer for both, so that one decision, and one question to MediaLive, sees the whole loss.
 */
function nextHealthTime(turn: Turn): Millis | null {
  const coming = turn.group.inputGroups.flatMap((site) =>
    pipelineIds.flatMap((pipeline) => nextHealthChange(sitePipeline(turn, site, pipeline)) ?? []),
  );
  const together = coming.filter((at) => at <= Math.min(...coming) + togetherMs);
  return together.length > 0 ? Math.max(...together) : null;
}

function nextHealthChange({ health, view, now }: SitePipeline): Millis | null {
  const { policy } = view;
  const windows = badEvidence(health, view).map(({ confirmedAt }) => confirmedAt);
  const ages = health.goodSince === null ? [] : [goodUntil(health, view)];
  const left = [health.leftDownAt, health.leftSuspectAt].filter((at) => typeof at === 'number');
  const forgets = left.map((at) => at + policy.standbyMemoryMs);
  const mends = health.goodSince !== null && health.mending ? [health.goodSince + clearWindowMs(policy)] : [];
  const starts = waitedForUntil(health, policy);
  const coming = [...windows, ...ages, ...forgets, ...mends, starts].filter((at) => at > now);
  return coming.length > 0 ? Math.min(...coming) : null;
}

/** A timer for what has been postponed; it stands until the outbox is empty. */
function resumeTime({ state, event }: Turn): DueTimes {
  const postponed = event.type === 'outcome' && event.results.some(({ result }) => result === 'postponed');
  if (postponed) return { resume: event.now + resumeAfterMs };
  return { resume: Object.keys(state.outbox).length > 0 ? (state.timers['resume'] ?? null) : null };
}
