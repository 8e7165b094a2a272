import type { Clock } from '../../lambdas/shared/ports/clock.ts';
import type { MediaLiveGateway, ScheduleAnswer } from '../../lambdas/shared/ports/media-live-gateway.ts';
import type { ModelledChannel } from './modelled-channel.ts';
import { Unprocessable } from './modelled-schedule.ts';
import { direct, type Passage } from './passage.ts';

/** MediaLive, modelled: the calls of the control plane on channels that live in memory. `clock` is the caller's. */
export function modelledMediaLive(
  channels: ReadonlyMap<string, ModelledChannel>,
  clock: Clock,
  pass: Passage = direct,
): MediaLiveGateway {
  const change = async (call: string, effect: () => void): Promise<ScheduleAnswer> => {
    try {
      await pass(call, effect);
      return { type: 'accepted' };
    } catch (error) {
      const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      return { type: error instanceof Unprocessable ? 'rejected' : 'unavailable', message };
    }
  };
  const channelOf = (channelArn: string): ModelledChannel => {
    const channel = channels.get(channelArn);
    if (channel) return channel;
    throw new Unprocessable(`There is no channel ${channelArn}.`);
  };
  return {
    describeChannel: (channelArn) => {
      // As the adapter does: when it was asked, by the caller's clock.
      const at = clock.now();
      return pass('media-live.describe-channel', () => {
        const channel = channels.get(channelArn);
        return channel ? channel.snapshot(at) : { at, state: 'DELETED', pipelines: {} };
      });
    },
    activeAlerts: (channelArn) => pass('media-live.list-alerts', () => channelOf(channelArn).alerts),
    listChannels: () =>
      pass('media-live.list-channels', () =>
        [...channels.values()].map(({ model, state }) => ({
          arn: model.channelArn,
          id: model.channelArn.split(':').at(-1) ?? '',
          name: model.name,
          state,
          attachments: model.attachments,
        })),
      ),
    scheduleSwitch: (order) =>
      change('media-live.schedule-switch', () => {
        const { actionName: name, attachment, start } = order;
        channelOf(order.channelArn).update({ creates: [{ name, kind: 'switch', attachment, start }] });
      }),
    cancelSwitch: (channelArn, actionName) =>
      change('media-live.cancel-switch', () => {
        const channel = channelOf(channelArn);
        if (channel.schedule.find(actionName) !== null) channel.update({ deletes: [actionName] });
      }),
    prepareInput: (channelArn, name, attachment) =>
      change('media-live.prepare-input', () => {
        const start = { type: 'immediate' } as const;
        channelOf(channelArn).update({ creates: [{ name, kind: 'prepare', attachment, start }] });
      }),
    findAction: (channelArn, actionName) =>
      pass('media-live.describe-schedule', () => {
        const entry = channelOf(channelArn).schedule.find(actionName);
        return entry?.attachment == null ? null : { attachment: entry.attachment, startAt: entry.startAt };
      }),
  };
}
