import { activeHold } from '../holds.ts';
import type { Command, CommandEvent } from '../model/event.ts';
import { announce } from '../notification.ts';
import { decide, owe, withState, type Turn } from '../turn.ts';
import { minimumLeadMs } from '../schedule-limits.ts';
import { absorbSwitchCommand } from './switch-command.ts';

/** An operator's order. What cannot be carried out is refused with the reason, and changes nothing. */
export function absorbCommand(turn: Turn, { command, by }: CommandEvent): Turn {
  switch (command.action) {
    case 'switch':
      return absorbSwitchCommand(turn, command, by);
    case 'cancel':
      return cancel(turn, command.reason, by);
    case 'hold':
      return hold(turn, command, by);
    case 'release':
      return release(turn, command.reason, by);
  }
}

function cancel(turn: Turn, reason: string, by: string): Turn {
  const { planned } = turn.state;
  if (!planned) return decide(turn, 'command', 'refused', 'There is no planned switch to cancel.');
  if (planned.startAt - turn.event.now < minimumLeadMs) {
    const why = `${planned.actionName} starts in less than 15 s: MediaLive no longer lets go of it.`;
    return decide(turn, 'command', 'refused', why);
  }
  const owed = owe(turn, { type: 'cancel-switch', actionName: planned.actionName });
  return decide(owed, 'command', 'noted', `${by} cancels ${planned.actionName}: ${reason}`, {
    order: 'cancel',
    by,
    reason,
  });
}

function hold(turn: Turn, { reason, until }: Extract<Command, { action: 'hold' }>, by: string): Turn {
  if (until !== null && until <= turn.event.now) {
    return decide(
      turn,
      'command',
      'refused',
      `A hold until ${new Date(until).toISOString()} would be over already.`,
    );
  }
  const held = withState(turn, { hold: { kind: 'operator', by, reason, at: turn.event.now, until } });
  const why = `${by} holds the channel${until === null ? '' : ` until ${new Date(until).toISOString()}`}: ${reason}`;
  const facts = { order: 'hold', by, reason, until: until === null ? null : new Date(until).toISOString() };
  return announce(decide(held, 'command', 'noted', why, facts), 'hold-changed', why);
}

/** Hands the channel back to automation: the hold ends, and failback is allowed again. */
function release(turn: Turn, reason: string, by: string): Turn {
  const { state, group, event } = turn;
  if (!state.hold && state.intended?.by !== 'operator') {
    const groupHold = activeHold(state, group, event.now);
    const why = groupHold
      ? `The hold is on the group ${group.name}, not on this channel: release the group.`
      : 'Nothing is held: automation is in charge already.';
    return decide(turn, 'command', 'refused', why);
  }
  const intended = state.intended ? { ...state.intended, by: 'automation' as const } : null;
  const released = withState(turn, { hold: null, intended });
  const why = `${by} hands the channel back to automation: ${reason}`;
  const facts = { order: 'release', by, reason };
  return announce(decide(released, 'command', 'noted', why, facts), 'hold-changed', why);
}
