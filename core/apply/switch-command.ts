import type { Command } from '../model/event.ts';
import type { Site, Millis } from '../model/group.ts';
import { commonSite, siteNamed, runningPipelines } from '../on-air.ts';
import { orderSwitch } from '../order-switch.ts';
import { maximumLeadMs, minimumLeadMs } from '../schedule-limits.ts';
import { fitness } from '../target.ts';
import { record, type Turn } from '../turn.ts';

type SwitchCommand = Extract<Command, { action: 'switch' }>;

/** A switch by hand, now or at a time. Automation's holds and budget do not bind an operator. */
export function applySwitchCommand(turn: Turn, command: SwitchCommand, by: string): Turn {
  const to = siteNamed(turn.group, command.to);
  if (!to) {
    const names = turn.group.sites.map(({ name }) => name).join(', ');
    return record(turn, 'command', 'refused', `There is no site "${command.to}" here; there are: ${names}.`);
  }
  const obstacle = command.at === null ? obstacleNow(turn, to) : obstacleAt(turn, command.at);
  const why = obstacle ?? (command.force ? null : unfit(turn, to));
  if (why) return record(turn, 'command', 'refused', why, { to: to.name });
  return orderSwitch(turn, {
    kind: command.at === null ? 'manual' : 'planned',
    from: commonSite(turn.state, turn.group)?.name ?? null,
    to,
    reason: command.reason,
    by,
    ...(command.at === null ? {} : { at: command.at }),
    ...(command.force && { force: true }),
  });
}

function obstacleNow(turn: Turn, to: Site): string | null {
  const { state, group } = turn;
  if (runningPipelines(state).length === 0) return 'The channel is not running.';
  if (state.switch) {
    return `The switch to ${state.switch.to} (${state.switch.actionName}) is in flight: wait for its outcome.`;
  }
  if (commonSite(state, group)?.name === to.name) return `${to.name} is on air already.`;
  return null;
}

function obstacleAt(turn: Turn, at: Millis): string | null {
  const { planned } = turn.state;
  if (planned && planned.withdrawal?.by !== 'operator') {
    return `${planned.actionName} is planned for ${new Date(planned.startAt).toISOString()}: cancel it first.`;
  }
  const lead = at - turn.event.now;
  if (lead < minimumLeadMs || lead > maximumLeadMs) {
    return `${new Date(at).toISOString()} is not between 15 s and 14 days from now, as MediaLive demands of a fixed start.`;
  }
  return null;
}

function unfit(turn: Turn, to: Site): string | null {
  if (!to.available) return `${to.name} is disabled: enable it, or force the switch.`;
  if (fitness(turn.state, turn.group, to) === null) {
    return `${to.name} is not healthy: wait, or force the switch.`;
  }
  return null;
}
