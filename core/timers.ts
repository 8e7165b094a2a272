import { sitePipeline, type SitePipeline } from './apply/site-pipeline.ts';
import { divergenceTimer, nextDivergenceLook } from './divergence.ts';
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
import { resumeTimer, resumption, type Resumption } from './resumption.ts';
import { shortLossesDue } from './short-losses.ts';
import { sourcesDue } from './sources.ts';
import { enqueue, withState, type Turn } from './turn.ts';
import { nextLook } from './verification.ts';

/** Moments within this time of each other are looked at together. */
const togetherMs = 200;

/** Any of these may find that a site is lost. What a plan, a switch or a hold has to the moment is not among them. */
const patient: ReadonlySet<string> = new Set([
  'health',
  'sources',
  'short-losses',
  'last-resort',
  'budget',
  divergenceTimer,
  'failback',
  'age',
]);

/**
 * Arms a timer for every moment at which time alone would change something. Timers follow from the state, so one that was
 * lost is found by any later event, and one that is obsolete finds nothing to do.
 */
export function armTimers(turn: Turn): Turn {
  const { resumeAt, ...since } = resumption(turn);
  const due = gathered(
    Object.entries({ ...dueTimes(turn), [resumeTimer]: resumeAt }).flatMap(([timerId, at]): Armed[] =>
      at !== null && at > turn.event.now && Number.isFinite(at) ? [[timerId, at]] : [],
    ),
  );
  const fresh = due.filter(([timerId, dueAt]) => turn.state.timers[timerId] !== dueAt);
  const armed = fresh.reduce(
    (next, [timerId, dueAt]) => enqueue(next, { type: 'start-timer', timerId, dueAt }),
    turn,
  );
  const timers = Object.fromEntries(due);
  const outbox = withoutOverdue(armed.state.outbox, timers);
  return withState(armed, { timers, outbox, ...changed(armed.state, since) });
}

/** What an item of before leaves out is not written into it as nothing. */
function changed(state: ChannelState, since: Omit<Resumption, 'resumeAt'>): Partial<ChannelState> {
  const { postponedSince, inLineSince } = since;
  return {
    ...(postponedSince !== (state.postponedSince ?? null) && { postponedSince }),
    ...(inLineSince !== (state.inLineSince ?? null) && { inLineSince }),
  };
}

/**
 * Moments close to each other share one message: on two workers at one instant, each decision would ask MediaLive for a second
 * look of its own.
 */
function gathered(due: readonly Armed[]): readonly Armed[] {
  const shared = due.filter(isPatient);
  const moved = shared.map(([timerId, at]): Armed => [timerId, lastWith(at, shared)]);
  const first = moved.filter(([, at], index) => moved.findIndex(([, other]) => other === at) === index);
  return [...first, ...due.filter((one) => !isPatient(one))];
}

/** The last of these moments that is looked at together with this one. */
function lastWith(at: Millis, due: readonly Armed[]): Millis {
  return Math.max(
    ...due.map(([, other]) => other).filter((other) => other >= at && other <= at + togetherMs),
  );
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
 * The timer has been armed anew, for later, or another stands for it, and that message is under way: this one has nothing to
 * say. Were it to decide all the same, the two, late and on two workers, would both ask MediaLive for a second look. What it
 * had asked before somebody else armed it anew is an answer like any other.
 */
export function isObsolete({ timers }: ChannelState, event: ChannelEvent): boolean {
  if (event.type !== 'timer' || event.answers) return false;
  const { timerId, dueAt, now } = event;
  if (timers[timerId] === dueAt) return false;
  const shared = patient.has(timerId) ? lastWith(dueAt, Object.entries(timers).filter(isPatient)) : -Infinity;
  const armedFor = timers[timerId] ?? shared;
  return armedFor >= dueAt && now < armedFor + messageLateMs;
}

function isPatient([timerId]: Armed): boolean {
  return patient.has(timerId);
}

type Armed = readonly [timerId: string, dueAt: Millis];
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
    [divergenceTimer]: nextDivergenceLook(turn),
    hold: hold?.until ?? null,
    budget: spent.length >= switches ? budgetFreeAt(spent, switches, withinMs) : null,
    'last-resort': state.incident?.kind === 'prevented' ? lastResortDue(turn) : null,
    'short-losses': shortLossesDue(turn),
    sources: sourcesDue(turn),
    failback: failbackDue(state, group, event.now),
    age: nextAge(turn),
  };
}

/**
 * When the first good word of a standby grows old. A look hears it anew every minute: the timer that is armed stands until it has
 * fired, and is then armed for what has been heard since. Armed anew with each look it would be a message and two saves a minute.
 */
function nextAge(turn: Turn): Millis | null {
  const { state, event } = turn;
  const ages = sitePipelines(turn)
    .filter(({ health }) => health.goodSince !== null)
    .map(({ health, view }) => goodUntil(health, view))
    .filter((at) => at > event.now);
  if (ages.length === 0) return null;
  const armedFor = state.timers['age'] ?? -Infinity;
  return armedFor > event.now ? Math.min(armedFor, ...ages) : Math.min(...ages);
}

/**
 * The next moment at which a window of any pipeline ends. Pipelines that lose a site lose it within moments of each other:
 * one timer for both, so that one decision, and one question to MediaLive, sees the whole loss.
 */
function nextHealthTime(turn: Turn): Millis | null {
  const coming = sitePipelines(turn).flatMap((on) => nextHealthChange(on) ?? []);
  const together = coming.filter((at) => at <= Math.min(...coming) + togetherMs);
  return together.length > 0 ? Math.max(...together) : null;
}

function nextHealthChange({ health, view, now }: SitePipeline): Millis | null {
  const { policy } = view;
  const windows = badEvidence(health, view).map(({ confirmedAt }) => confirmedAt);
  const left = [health.leftDownAt, health.leftSuspectAt].filter((at) => typeof at === 'number');
  const forgets = left.map((at) => at + policy.standbyMemoryMs);
  const mends = health.goodSince !== null && health.mending ? [health.goodSince + clearWindowMs(policy)] : [];
  const starts = waitedForUntil(health, policy);
  const awaited = health.endAwaitedUntil ?? -Infinity;
  const coming = [...windows, ...forgets, ...mends, starts, awaited].filter((at) => at > now);
  return coming.length > 0 ? Math.min(...coming) : null;
}

function sitePipelines(turn: Turn): readonly SitePipeline[] {
  return turn.group.sites.flatMap((site) =>
    pipelineIds.map((pipeline) => sitePipeline(turn, site, pipeline)),
  );
}
