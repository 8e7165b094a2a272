/** What a step, or a channel, has come to. */
import type { Decision } from '../../../core/model/decision.ts';
import type { Effect, Notification, NotificationEvent, ScheduleSwitch } from '../../../core/model/effect.ts';
import type { PipelineId } from '../../../core/model/group.ts';
import type { Transition } from '../../../core/transition.ts';
import type { Channel } from './channel.ts';
import { noon } from './happenings.ts';

/** `rule/outcome` of every decision of a step. */
export function spoken({ decisions }: Transition): readonly string[] {
  return decisions.map(({ rule, outcome: what }) => `${rule}/${what}`);
}

export function decisionOf({ decisions }: Transition, rule: Decision['rule']): Decision | undefined {
  return decisions.find((decision) => decision.rule === rule);
}

/** What people are told by a step. */
export function told({ effects }: Transition): readonly string[] {
  return effects.filter((effect) => effect.type === 'notify').map(({ notification }) => notification.event);
}

/** The message with which a step tells people of this. */
export function noteIn({ effects }: Transition, event: NotificationEvent): Notification | undefined {
  return effects
    .flatMap((effect) => (effect.type === 'notify' ? [effect.notification] : []))
    .find((note) => note.event === event);
}

export function switchesIn(effects: readonly Effect[]): readonly ScheduleSwitch[] {
  return effects.filter((effect) => effect.type === 'schedule-switch');
}

/** Every switch ordered so far, by target attachment. */
export function switchesOf(channel: Channel): readonly string[] {
  return channel.steps.flatMap(({ effects }) => switchesIn(effects).map(({ attachment }) => attachment));
}

export function statusOf(channel: Channel, name: string, pipeline: PipelineId = '0'): string {
  return channel.state.health[name]?.[pipeline].status ?? 'unknown';
}

/** When a timer is armed, in milliseconds after noon. */
export function timerOf(channel: Channel, timerId: string): number | undefined {
  const dueAt = channel.state.timers[timerId];
  return dueAt === undefined ? undefined : dueAt - noon;
}
