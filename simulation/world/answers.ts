import type { ActiveAlert } from '../../core/model/event.ts';
import type { Millis } from '../../core/model/group.ts';
import type { MediaLiveGateway } from '../../control/ports/media-live-gateway.ts';
import type { VirtualTime } from '../../model/virtual-time.ts';
import type { Surroundings } from './invocation.ts';

/** Every list of alerts that a channel has had, so that one can be shown late. */
export class AlertsSeen {
  readonly #time: VirtualTime;
  readonly #lists = new Map<string, { readonly at: Millis; readonly alerts: readonly ActiveAlert[] }[]>();

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  note(channelArn: string, alerts: readonly ActiveAlert[]): void {
    const lists = this.#lists.get(channelArn) ?? [];
    lists.push({ at: this.#time.now(), alerts });
    this.#lists.set(channelArn, lists);
  }

  at(channelArn: string, at: Millis): readonly ActiveAlert[] {
    return this.#lists.get(channelArn)?.findLast((list) => list.at <= at)?.alerts ?? [];
  }
}

/** What MediaLive answers, and now and then not quite. None of this is documented; none of it is excluded either. */
export function notQuite(
  mediaLive: MediaLiveGateway,
  { dice, climate, time }: Surroundings,
  seen: AlertsSeen,
): MediaLiveGateway {
  return {
    ...mediaLive,
    listChannels: async () => {
      const all = await mediaLive.listChannels();
      const leftOut = dice.mishap('answers/list-channels', climate.channelUnseen);
      return leftOut ? all.slice(0, -1) : all;
    },
    describeChannel: async (channelArn, signal) => {
      const snapshot = await mediaLive.describeChannel(channelArn, signal);
      const unseen = dice.mishap('answers/describe-channel', climate.channelUnseen);
      return unseen ? { ...snapshot, pipelines: {} } : snapshot;
    },
    activeAlerts: async (channelArn, signal) => {
      const alerts = await mediaLive.activeAlerts(channelArn, signal);
      if (!dice.mishap('answers/list-alerts', climate.alertsOld)) return alerts;
      if (dice.draw('answers/list-alerts/how') < 0.4) return alerts.slice(0, -1);
      return seen.at(channelArn, time.now() - dice.between('answers/list-alerts/late', 500, 6000));
    },
  };
}
