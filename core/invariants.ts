import { activeHold, operatorHold, spentBudget, spentOnFailovers } from './holds.ts';
import { isOpen } from './health.ts';
import type { ScheduleSwitch } from './model/effect.ts';
import type { ChannelEvent } from './model/event.ts';
import { pipelineIds, type FailoverGroup } from './model/group.ts';
import type { ChannelState, Switch } from './model/state.ts';
import { isAutomatic } from './order-switch.ts';
import { siteNamed, runningPipelines } from './on-air.ts';
import { isOffAir } from './target.ts';
import { isObsolete } from './timers.ts';
import type { Transition } from './transition.ts';

/** One transition, seen whole. */
export interface Observed {
  readonly before: ChannelState;
  readonly event: ChannelEvent;
  readonly group: FailoverGroup;
  readonly after: Transition;
}

/** What must hold of every transition, by name; tests and the simulation check them after every step. */
export const invariants: Readonly<Record<string, (observed: Observed) => boolean>> = {
  'at most one switch is set going by one event, besides what is planned': ({ after }) =>
    switchesOrdered(after).filter(({ start }) => start.type !== 'at').length <= 1,

  'every effect is in the outbox until an outcome strikes it off': ({ after }) =>
    after.effects.every(({ id }) => after.state.outbox[id] !== undefined),

  'nothing owed is forgotten or replaced, but for the action of a switch that is over, a timer that is armed no more, and what is counted':
    ({ before, event, after }) => {
      const settled = new Set(event.type === 'outcome' ? event.results.map(({ effectId }) => effectId) : []);
      const wanted = [after.state.switch, after.state.planned]
        .filter((pending) => pending && !pending.withdrawal)
        .map((pending) => pending?.actionName);
      const gone = Object.entries(before.outbox).filter(
        ([id, effect]) =>
          !settled.has(id) &&
          after.state.outbox[id] !== effect &&
          !(effect.type === 'start-timer' && after.state.timers[effect.timerId] !== effect.dueAt) &&
          !(effect.type === 'schedule-switch' && !wanted.includes(effect.actionName)),
      );
      return gone.length <= droppedIn(after.state) - droppedIn(before);
    },

  'a switch that MediaLive has not taken in is still owed': ({ after: { state } }) =>
    [state.switch, state.planned].every(
      (pending) =>
        pending?.accepted !== false ||
        pending.withdrawal !== undefined ||
        Object.values(state.outbox).some(
          (effect) => effect.type === 'schedule-switch' && effect.actionName === pending.actionName,
        ),
    ),

  "automation orders nothing under an operator's hold, and under its own only a last resort": (observed) => {
    const { after, group, event } = observed;
    const order = automaticOrder(observed);
    if (!order) return true;
    const hold = order.lastResort ? operatorHold : activeHold;
    return hold(after.state, group, event.now) === null;
  },

  // A deployment may make the budget smaller than what has been spent of it.
  'automation stays within its budget, but for a last resort': (observed) => {
    const { after, group, event } = observed;
    const order = automaticOrder(observed);
    if (!order || order.lastResort) return true;
    const spent = order.kind === 'failback' ? spentBudget : spentOnFailovers;
    return spent(after.state, group, event.now).length <= group.policy.budget.switches;
  },

  'a last resort goes only to a site that is healthy, from one that is off the air, where a person forbids nothing':
    (observed) => {
      const { after, group, event } = observed;
      const order = automaticOrder(observed);
      if (!order?.lastResort) return true;
      const health = after.state.health[order.to];
      const healthy = runningPipelines(after.state).every((id) => health?.[id].status === 'healthy');
      return healthy && operatorHold(after.state, group, event.now) === null;
    },

  'a switch that is withdrawn is not owed': ({ after: { state } }) =>
    [state.switch, state.planned].every(
      (pending) =>
        !pending?.withdrawal ||
        !Object.values(state.outbox).some(
          (effect) => effect.type === 'schedule-switch' && effect.actionName === pending.actionName,
        ),
    ),

  'a switch never goes to the group that every running pipeline is on': ({ after, group }) => {
    const to = siteNamed(group, after.state.switch?.to ?? '');
    const running = runningPipelines(after.state);
    // A plan has its time, wherever the channel is by then.
    const elsewhere = running.some(
      (pipeline) => after.state.pipelines[pipeline].attachment !== to?.attachment,
    );
    return !to || running.length === 0 || after.state.switch?.kind === 'planned' || elsewhere;
  },

  'automation never chooses a group that is not available or has no running pipeline well': (observed) => {
    const { after, group } = observed;
    const order = automaticOrder(observed);
    if (!order) return true;
    const to = siteNamed(group, order.to);
    const health = after.state.health[to?.name ?? ''];
    const no = isOffAir(after.state, group) ? ['down', 'suspect'] : ['down', 'recovering', 'suspect'];
    const well = runningPipelines(after.state).some(
      (pipeline) => !no.includes(health?.[pipeline].status ?? 'unknown'),
    );
    return to !== null && (to.available || order.kind === 'heal') && well;
  },

  'automation orders nothing while no pipeline runs': (observed) =>
    automaticOrder(observed) === null || runningPipelines(observed.after.state).length > 0,

  'a failover leaves a group of which a running pipeline is down': ({ after }) =>
    !after.decisions.some(({ rule, outcome }) => rule === 'failover' && outcome === 'switch') ||
    // The second try brings the pipelines together, also where the first has moved one and the feed is back.
    (after.state.switch?.attempt ?? 1) > 1 ||
    (after.state.shortLosses?.length ?? 0) > 1 ||
    runningPipelines(after.state).some(
      (pipeline) => after.state.health[after.state.switch?.from ?? '']?.[pipeline].status === 'down',
    ),

  'unknown is never down: down rests on evidence': ({ after }) =>
    Object.values(after.state.health).every((health) =>
      pipelineIds.every((pipeline) => {
        const { status, alarms, flow, leftDownAt, facts } = health[pipeline];
        const evidence =
          Object.values(alarms).some(isOpen) ||
          flow?.connected === false ||
          leftDownAt !== null ||
          facts !== undefined;
        return status !== 'down' || evidence;
      }),
    ),

  'generations only grow': ({ before, after }) => after.state.generation >= before.generation,

  'the store alone counts versions': ({ before, after }) => after.state.version === before.version,

  'armed timers lie ahead': ({ before, event, after }) =>
    isObsolete(before, event) || Object.values(after.state.timers).every((dueAt) => dueAt > event.now),

  'every decision says why': ({ after }) => after.decisions.every(({ why }) => why.length > 0),
};

/** The invariants that a transition breaks. */
export function broken(observed: Observed): readonly string[] {
  return Object.entries(invariants)
    .filter(([, holds]) => !holds(observed))
    .map(([name]) => name);
}

function droppedIn({ dropped = {} }: ChannelState): number {
  return dropped['owed'] ?? 0;
}

function switchesOrdered({ effects }: Transition): readonly ScheduleSwitch[] {
  return effects.filter((effect) => effect.type === 'schedule-switch');
}

/** A new switch by automation; the second try of one that was ordered before is not new. */
function automaticOrder({ after }: Observed): Switch | null {
  const order = after.state.switch;
  const isNew = switchesOrdered(after).some(({ actionName }) => actionName === order?.actionName);
  return isNew && order?.attempt === 1 && isAutomatic(order.kind) ? order : null;
}
