import { isActive, spentOnFailovers } from '../holds.ts';
import type { Command, CommandEvent } from '../model/event.ts';
import { announce } from '../notification.ts';
import type { Switch } from '../model/state.ts';
import { record, withState, type Turn } from '../turn.ts';
import { withdraw } from '../withdrawal.ts';
import { minimumLeadMs } from '../schedule-limits.ts';
import { applySwitchCommand } from './switch-command.ts';

/** An operator's order. What cannot be carried out is refused with the reason, and changes nothing. */
export function applyCommand(turn: Turn, { command, by }: CommandEvent): Turn {
  switch (command.action) {
    case 'switch':
      return applySwitchCommand(turn, command, by);
    case 'cancel':
      return cancel(turn, command.reason, by);
    case 'hold':
      return hold(turn, command, by);
    case 'release':
      return release(turn, command.reason, by);
  }
}

/** A cancelled plan never happens, whether MediaLive has it, is to get it, or has it on its way. */
function cancel(turn: Turn, reason: string, by: string): Turn {
  const { planned, switch: inFlight } = turn.state;
  const { now } = turn.event;
  if (inFlight?.kind === 'planned' && now < inFlight.startAt) return tooLate(turn, inFlight);
  if (!planned || planned.withdrawal?.by === 'operator') {
    return record(turn, 'command', 'refused', 'There is no planned switch to cancel.');
  }
  if (planned.startAt - now < minimumLeadMs) return tooLate(turn, planned);
  const why = `${by} cancels ${planned.actionName}: ${reason}`;
  const cancelled = withdraw(turn, 'planned', { by: 'operator', reason: why });
  return record(cancelled, 'command', 'noted', why, { order: 'cancel', by, reason });
}

function tooLate(turn: Turn, { to, from, startAt }: Switch): Turn {
  const seconds = Math.max(0, Math.ceil((startAt - turn.event.now) / 1000));
  const back = from === null ? '' : ` To undo it, switch to ${from} once the channel is on ${to}.`;
  const why = `Too late: the switch to ${to} starts in ${seconds} s, and MediaLive no longer lets go of what starts in less than 15 s.${back}`;
  return record(turn, 'command', 'refused', why);
}

function hold(turn: Turn, { reason, until }: Extract<Command, { action: 'hold' }>, by: string): Turn {
  if (until !== null && until <= turn.event.now) {
    return record(
      turn,
      'command',
      'refused',
      `A hold until ${new Date(until).toISOString()} would be over already.`,
    );
  }
  const held = withState(turn, { hold: { kind: 'operator', by, reason, at: turn.event.now, until } });
  const why = `${by} holds the channel${until === null ? '' : ` until ${new Date(until).toISOString()}`}: ${reason}`;
  const facts = { order: 'hold', by, reason, until: until === null ? null : new Date(until).toISOString() };
  return announce(record(held, 'command', 'noted', why, facts), 'hold-changed', why);
}

/** Hands the channel back to automation: the hold ends, failback is allowed again, and the budget begins anew. */
function release(turn: Turn, reason: string, by: string): Turn {
  const { state, group, event } = turn;
  const { now } = event;
  const groupHold = group.hold && isActive(group.hold, now) ? group.hold : null;
  const isSpent = spentOnFailovers(state, group, now).length >= group.policy.budget.switches;
  if (!state.hold && state.intended?.by !== 'operator' && !isSpent) {
    const why = groupHold
      ? `The hold is on the group ${group.name}, not on this channel: release the group.`
      : 'Nothing is held: automation is in charge already.';
    return record(turn, 'command', 'refused', why);
  }
  const intended = state.intended ? { ...state.intended, by: 'automation' as const } : null;
  const { failbackAfter: _, ...known } = state;
  const released = {
    ...turn,
    state: { ...known, hold: null, intended, recentSwitches: [], recentFailbacks: [] },
  };
  const still = groupHold
    ? ` The group ${group.name} is still held by ${groupHold.by}: ${groupHold.reason}`
    : '';
  const why = `${by} hands the channel back to automation: ${reason}${still}`;
  const facts = { order: 'release', by, reason };
  return announce(record(released, 'command', 'noted', why, facts), 'hold-changed', why);
}
