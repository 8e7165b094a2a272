import { operatorHold, impediment, spentOnFailovers } from './holds.ts';
import type { Site, Millis } from './model/group.ts';
import { commonSite } from './on-air.ts';
import { orderSwitch } from './order-switch.ts';
import { chooseTarget, isOffAir, ranks } from './target.ts';
import type { Turn } from './turn.ts';

/**
 * A spent budget, or a hold that automation placed itself, does not keep a channel off the air beside a site that is healthy: after
 * a while it goes once more, and is held there. null: not now.
 */
export function lastResort(turn: Turn, onAir: Site, reason: string): Turn | null {
  const { state, group, event } = turn;
  const due = lastResortDue(turn);
  const to = chooseTarget(state, group, onAir.name, event.id, ranks.healthy);
  if (due === null || due > event.now || !to) return null;
  return orderSwitch(turn, {
    kind: 'failover',
    from: onAir.name,
    to,
    reason: `${reason} Last resort: ${to.name} is healthy. Automation holds the channel there until an operator releases it.`,
    by: 'automation',
    lastResort: true,
  });
}

/**
 * When a channel that must not fail over goes all the same; null: it does not. Each time beyond the budget takes twice as long
 * as the one before, so that sites which only look healthy do not pass it to and fro.
 */
export function lastResortDue({
  state,
  group,
  event,
}: Pick<Turn, 'state' | 'group' | 'event'>): Millis | null {
  const { lastResortMs, budget } = group.policy;
  const obstacle = impediment(state, group, event.now);
  const own = obstacle?.rule === 'budget' || obstacle?.rule === 'hold';
  if (lastResortMs === null || !own || operatorHold(state, group, event.now)) return null;
  const onAir = commonSite(state, group);
  if (!onAir || !isOffAir(state, group) || !chooseTarget(state, group, onAir.name, event.id, ranks.healthy)) {
    return null;
  }
  const spent = spentOnFailovers(state, group, event.now);
  const beyond = Math.max(0, spent.length - budget.switches);
  const { incident } = state;
  const since = Math.max(incident?.kind === 'prevented' ? incident.since : event.now, ...spent);
  return since + lastResortMs * 2 ** beyond;
}
