import type { InputGroup, InputGroupName, Millis, SwitchStart } from './model/group.ts';
import type { Switch, SwitchKind } from './model/state.ts';
import { spentBudget } from './holds.ts';
import { announce } from './notification.ts';
import { immediateLeadMs } from './schedule-limits.ts';
import { decide, owe, withState, type Turn } from './turn.ts';

/** A switch that MediaLive has not accepted by then is no longer wanted as decided; it is decided anew. */
const acceptWithinMs = 5 * 60_000;

/** Whether automation decides on switches of this kind; an operator orders the others. */
export function isAutomatic(kind: SwitchKind): boolean {
  return kind === 'failover' || kind === 'failback' || kind === 'heal';
}

export interface Order {
  readonly kind: SwitchKind;
  readonly from: InputGroupName | null;
  readonly to: InputGroup;
  readonly reason: string;
  readonly by: string;
  /** The instant of a planned switch. */
  readonly at?: Millis;
  /** The try before this one. */
  readonly retryOf?: Switch;
}

/** Owes one schedule action for the switch and makes it the one in flight, or the planned one. */
export function orderSwitch(turn: Turn, order: Order): Turn {
  const { state, group, event } = turn;
  const ordered = newSwitch(turn, order);
  const start = order.at === undefined ? group.policy.start : ({ type: 'at', at: order.at } as const);
  const recent = spentBudget(state, group, event.now);
  const owed = owe(turn, {
    type: 'schedule-switch',
    actionName: ordered.actionName,
    attachment: order.to.attachment,
    start,
    expiresAt: event.now + acceptWithinMs,
  });
  const placed = withState(owed, {
    generation: Math.max(state.generation, ordered.generation),
    recentSwitches: isAutomatic(order.kind) && !order.retryOf ? [...recent, event.now] : recent,
    [order.at === undefined ? 'switch' : 'planned']: ordered,
  });
  return announceOrder(placed, ordered);
}

function announceOrder(turn: Turn, ordered: Switch): Turn {
  const facts = {
    kind: ordered.kind,
    from: ordered.from,
    to: ordered.to,
    actionName: ordered.actionName,
    attempt: ordered.attempt,
  };
  const rule =
    ordered.kind === 'failover' || ordered.kind === 'failback'
      ? ordered.kind
      : ordered.kind === 'heal'
        ? 'divergence'
        : 'command';
  const decided = decide(turn, rule, 'switch', ordered.reason, facts);
  return announce(decided, 'switch-started', ordered.reason, {
    original: ordered.from,
    current: ordered.to,
    correlationId: ordered.actionName,
  });
}

function newSwitch(turn: Turn, order: Order): Switch {
  const { now } = turn.event;
  const generation = order.retryOf?.generation ?? turn.state.generation + 1;
  const attempt = (order.retryOf?.attempt ?? 0) + 1;
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
  const stamp = new Date(at).toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '');
  return `${kind}-${generation}-${to}-${stamp}${attempt > 1 ? `-retry${attempt - 1}` : ''}`;
}
