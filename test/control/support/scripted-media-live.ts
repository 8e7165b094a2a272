import type { ActiveAlert, ChannelSnapshot } from '../../../core/model/event.ts';
import type {
  ChannelOverview,
  MediaLiveGateway,
  ScheduleAnswer,
  SwitchOrder,
} from '../../../control/ports/media-live-gateway.ts';

/**
 * MediaLive that answers as a test says, and records the calls. The model has channels that live; here each answer, also a lost one, is
 * laid out, and the schedule is kept so that a name that is taken is refused.
 */
export class ScriptedMediaLive implements MediaLiveGateway {
  readonly calls: string[] = [];
  readonly schedule = new Map<string, SwitchOrder>();
  readonly alerts: ActiveAlert[] = [];
  channels: ChannelOverview[] = [];
  snapshot: ChannelSnapshot = { at: 0, state: 'RUNNING', pipelines: {} };
  /** Given, in order, before the schedule is looked at. `lost`: carried out, but nobody hears of it. */
  readonly nextAnswers: (ScheduleAnswer | 'lost')[] = [];
  /** Questions go unanswered. */
  silent = false;

  describeChannel(channelArn: string): Promise<ChannelSnapshot> {
    return this.#ask('DescribeChannel', channelArn, this.snapshot);
  }

  activeAlerts(channelArn: string): Promise<readonly ActiveAlert[]> {
    return this.#ask('ListAlerts', channelArn, this.alerts);
  }

  listChannels(): Promise<readonly ChannelOverview[]> {
    return this.#ask('ListChannels', '', this.channels);
  }

  findAction(channelArn: string, actionName: string) {
    const order = this.schedule.get(actionName);
    const startAt = order?.start.type === 'at' ? order.start.at : null;
    return this.#ask(
      'DescribeSchedule',
      channelArn,
      order ? { attachment: order.attachment, startAt } : null,
    );
  }

  scheduleSwitch(order: SwitchOrder): Promise<ScheduleAnswer> {
    this.calls.push(`BatchUpdateSchedule ${order.channelArn}`);
    const next = this.nextAnswers.shift();
    if (next && next !== 'lost') return Promise.resolve(next);
    if (this.schedule.has(order.actionName)) {
      return Promise.resolve({ type: 'rejected', message: 'Action names must be unique.' });
    }
    this.schedule.set(order.actionName, order);
    return Promise.resolve(
      next === 'lost' ? { type: 'unavailable', message: 'no answer' } : { type: 'accepted' },
    );
  }

  cancelSwitch(channelArn: string, actionName: string): Promise<ScheduleAnswer> {
    this.calls.push(`BatchUpdateSchedule ${channelArn}`);
    const next = this.nextAnswers.shift();
    if (next && next !== 'lost') return Promise.resolve(next);
    this.schedule.delete(actionName);
    return Promise.resolve({ type: 'accepted' });
  }

  prepareInput(channelArn: string, actionName: string, attachment: string): Promise<ScheduleAnswer> {
    return this.scheduleSwitch({ channelArn, actionName, attachment, start: { type: 'immediate' } });
  }

  #ask<T>(operation: string, channelArn: string, answer: T): Promise<T> {
    this.calls.push(`${operation} ${channelArn}`.trim());
    return this.silent
      ? Promise.reject(new Error('GatewayTimeoutException: no answer'))
      : Promise.resolve(answer);
  }
}
