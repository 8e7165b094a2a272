import type { Site, SiteName, Millis, Policy, SwitchStart } from './model/group.ts';
import type { Switch, SwitchKind } from './model/state.ts';
import { budgetFreeAt, spentBudget, spentOnFailovers } from './holds.ts';
import { announce } from './notification.ts';
import { immediateLeadMs } from './schedule-limits.ts';
import { record, enqueue, withState, type Turn } from './turn.ts';

/** A switch that MediaLive has not accepted by then is no longer wanted as decided; it is decided anew. */
export const acceptWithinMs: Millis = 5 * 60_000;

/** Whether automation decides on switches of this kind; an operator orders the others. */
export function isAutomatic(kind: SwitchKind): boolean {
  return kind === 'failover' || kind === 'failback' || kind === 'heal';
}

export interface Order {
  readonly kind: SwitchKind;
  readonly from: SiteName | null;
  readonly to: Site;
  readonly reason: string;
  readonly by: string;
  /** The instant of a planned switch. */
  readonly at?: Millis;
  /** The try before this one. */
  readonly retryOf?: Switch;
  /** An operator insists. */
  readonly force?: boolean;
  /** It goes beyond the budget. */
  readonly lastResort?: boolean;
}

/** Owes one schedule action for the switch and makes it the one in flight, or the planned one. */
export function orderSwitch(turn: Turn, order: Order): Turn {
  const { state, group, event } = turn;
  const ordered = newSwitch(turn, order);
  const start = order.at === undefined ? group.policy.start : ({ type: 'at', at: order.at } as const);
  const owed = enqueue(turn, {
    type: 'schedule-switch',
    actionName: ordered.actionName,
    attachment: order.to.attachment,
    start,
    expiresAt: event.now + acceptWithinMs,
  });
  const placed = withState(owed, {
    generation: Math.max(state.generation, ordered.generation),
    ...charged(turn, order),
    [order.at === undefined ? 'switch' : 'planned']: ordered,
  });
  return tellBudget(announceOrder(placed, ordered), order);
}

/** What automation does of its own counts, once; failbacks are kept apart, as they take nothing from a failover. */
function charged({ state, group, event }: Turn, { kind, retryOf }: Order) {
  const recent = spentBudget(state, group, event.now);
  const recentFailbacks = (state.recentFailbacks ?? []).filter((at) => recent.includes(at));
  const isNew = isAutomatic(kind) && !retryOf;
  return {
    recentSwitches: isNew ? [...recent, event.now] : recent,
    ...((kind === 'failback' && isNew) || recentFailbacks.length > 0
      ? { recentFailbacks: kind === 'failback' && isNew ? [...recentFailbacks, event.now] : recentFailbacks }
      : {}),
  };
}

/** People are to know before the next loss that it will not be answered at once. */
function tellBudget(turn: Turn, { kind, retryOf }: Order): Turn {
  const { state, group, event } = turn;
  const { switches, withinMs } = group.policy.budget;
  const spent = spentOnFailovers(state, group, event.now);
  if (!isAutomatic(kind) || kind === 'failback' || retryOf || spent.length < switches) return turn;
  const until = new Date(budgetFreeAt(spent, switches, withinMs)).toISOString();
  const why = `The budget of ${switches} automatic switches is spent until ${until}: ${untilThen(group.policy)}.`;
  return announce(record(turn, 'budget', 'noted', why), 'budget-spent', why);
}

/** The last resort is for a channel that is off the air on every pipeline. */
function untilThen({ lastResortMs, failoverOn }: Policy): string {
  if (lastResortMs === null) return 'another loss is not answered';
  const seconds = lastResortMs / 1000;
  return failoverOn === 'all-pipelines'
    ? `another loss is answered only after ${seconds} s`
    : `a loss on every pipeline is answered only after ${seconds} s, and one on a single pipeline is not`;
}

function announceOrder(turn: Turn, ordered: Switch): Turn {
  const facts = {
    kind: ordered.kind,
    from: ordered.from,
    to: ordered.to,
    actionName: ordered.actionName,
    attempt: ordered.attempt,
    ...(ordered.kind === 'planned' && { at: new Date(ordered.startAt).toISOString() }),
    ...(!isAutomatic(ordered.kind) && { by: ordered.by, reason: ordered.reason }),
    ...(ordered.force && { force: true }),
  };
  const decided = record(turn, ruleOf(ordered), 'switch', ordered.reason, facts);
  return announce(decided, 'switch-started', ordered.reason, {
    original: ordered.from,
    target: ordered.to,
    correlationId: ordered.actionName,
  });
}

function ruleOf({ kind, lastResort }: Switch) {
  if (lastResort) return 'last-resort';
  if (kind === 'heal') return 'divergence';
  return kind === 'failover' || kind === 'failback' ? kind : 'command';
}

function newSwitch(turn: Turn, order: Order): Switch {
  const { now } = turn.event;
  const generation = order.retryOf?.generation ?? turn.state.generation + 1;
  const attempt = (order.retryOf?.attempt ?? 0) + 1;
  const lastResort = order.lastResort ?? order.retryOf?.lastResort ?? false;
  const force = order.force ?? order.retryOf?.force ?? false;
  return {
    kind: order.kind,
    generation,
    attempt,
    actionName: actionName(order.kind, generation, order.to.name, attempt, order.retryOf?.requestedAt ?? now),
    from: order.from,
    to: order.to.name,
    reason: order.reason,
    by: order.by,
    requestedAt: order.retryOf?.requestedAt ?? now,
    startAt: order.at ?? now + leadOf(turn.group.policy.start),
    accepted: false,
    ...(force && { force: true }),
    ...(lastResort && { lastResort: true }),
  };
}

function leadOf(start: SwitchStart): Millis {
  return start.type === 'fixed' ? start.leadMs : immediateLeadMs;
}

/** Whether a schedule action bears a name that automation gives. */
export function isAutomaticAction(name: string): boolean {
  return /^(failover|failback|heal)-\d+-/.test(name);
}

/**
 * The same for every repetition of one try, so that a repetition meets its own name in the schedule; the time keeps it
 * apart from actions of an earlier life of the table.
 */
function actionName(kind: SwitchKind, generation: number, to: string, attempt: number, at: Millis): string {
  return `${kind}-${generation}-${to}-${stamp(at)}${attempt > 1 ? `-retry${attempt - 1}` : ''}`;
}

/** An instant as it stands in the name of a schedule action. */
export function stamp(at: Millis): string {
  return new Date(at).toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '');
}
