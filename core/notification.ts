import type { NotificationEvent } from './model/effect.ts';
import { commonSite } from './on-air.ts';
import { shownStates } from './shown-state.ts';
import { enqueue, withState, type Turn } from './turn.ts';

const subjects: Readonly<Record<NotificationEvent, string>> = {
  'switch-started': 'switch started',
  'switch-completed': 'switch completed',
  'switch-failed': 'SWITCH FAILED',
  'failover-prevented': 'FAILOVER PREVENTED',
  degraded: 'degraded',
  recovered: 'recovered',
  divergence: 'pipelines diverged',
  'operator-change': 'input changed from outside',
  'hold-changed': 'hold changed',
  'switch-withdrawn': 'switch withdrawn',
  'plan-warning': 'planned switch in doubt',
  'plan-withdrawn': 'planned switch withdrawn',
  'plan-cancelled': 'planned switch cancelled',
  'standby-lost': 'STANDBY LOST',
  'standby-degraded': 'standby degraded',
  'standby-back': 'standby back',
  'source-lost': 'one source of a flow lost',
  'source-back': 'both sources of a flow back',
  'budget-spent': 'BUDGET SPENT',
  accumulated: 'many short losses',
  'channel-stopped': 'channel stopped',
  'channel-started': 'channel started',
};

/**
 * Tells people (SNS) and systems (EventBridge) the same thing. Messages overtake each other on their way, and the clocks of
 * functions differ: the times that the messages of one channel name are in the order of its decisions.
 */
export function announce(
  turn: Turn,
  event: NotificationEvent,
  reason: string,
  {
    original,
    current,
    target,
    correlationId,
  }: { original?: string | null; current?: string | null; target?: string; correlationId?: string } = {},
): Turn {
  const { state, group } = turn;
  const at = Math.max(turn.event.now, (state.toldAt ?? -Infinity) + 1);
  const notification = {
    event,
    channelArn: state.channelArn,
    failoverGroup: group.name,
    at,
    original: original ?? null,
    current: current ?? commonSite(state, group)?.name ?? null,
    ...(target !== undefined && { target }),
    reason,
    sites: shownStates(state, group),
    correlationId: correlationId ?? turn.event.id,
  };
  const told = enqueue(withState(turn, { toldAt: at }), {
    type: 'notify',
    subject: `${group.name}: ${subjects[event]}`,
    notification,
  });
  return enqueue(told, {
    type: 'publish',
    detailType: `Failover ${subjects[event]}`.toLowerCase(),
    detail: notification,
  });
}
