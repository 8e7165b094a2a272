import type { Clock } from '../control/ports/clock.ts';
import type { MediaLiveGateway, ScheduleAnswer } from '../control/ports/media-live-gateway.ts';
import type { ModelledChannel } from './modelled-channel.ts';
import { Unprocessable } from './modelled-schedule.ts';
import { direct, Throttled, type Passage } from './passage.ts';

/**
 * MediaLive, modelled: the calls of the control plane on channels that live in memory. `clock` is the caller's; `throttled`
 * hears of every order of a channel that was refused for being one too many.
 */
export function modelledMediaLive(
  channels: ReadonlyMap<string, ModelledChannel>,
  clock: Clock,
  pass: Passage = direct,
  throttled: (channelArn: string) => void = () => undefined,
): MediaLiveGateway {
  const change = async (call: string, effect: () => void): Promise<ScheduleAnswer> => {
    try {
      await pass(call, effect);
      return { type: 'accepted' };
    } catch (error) {
      const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      if (error instanceof Unprocessable) return { type: 'rejected', message };
      return { type: 'unavailable', message, throttled: error instanceof Throttled };
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
    scheduleSwitch: async ({ channelArn, actionName: name, attachment, start }) => {
      const answer = await change('media-live.schedule-switch', () => {
        channelOf(channelArn).update({ creates: [{ name, kind: 'switch', attachment, start }] });
      });
      if (answer.type === 'unavailable' && answer.throttled === true) throttled(channelArn);
      return answer;
    },
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
