import type { ChannelEvent } from '../../core/model/event.ts';
import type { Clock } from '../../control/ports/clock.ts';
import type { MediaLiveGateway } from '../../control/ports/media-live-gateway.ts';
import type { VirtualTime } from '../../model/virtual-time.ts';
import { documentedLimits, tokenBucket } from '../../twin/medialive/throttle.ts';
import { CallTally } from '../../rehearsal/load/call-tally.ts';

/** A refusal comes as quickly as any other answer. */
const refusalMs = 20;

/** Which calls lead to a switch, unless they are made in a look. */
const failoverOperations: ReadonlySet<string> = new Set(['scheduleSwitch', 'activeAlerts', 'findAction']);

/** MediaLive's throttle of an account, in front of the model, from a moment on. */
export class ModelledThrottle {
  calls = new CallTally();
  /** Of the decision that is being made on each channel: whether it is a look. */
  readonly #looks = new Map<string, boolean>();
  #admit: () => boolean = () => true;
  #now: () => number = () => 0;

  begin(time: VirtualTime): void {
    this.calls = new CallTally();
    this.#now = () => time.now();
    this.#admit = tokenBucket(documentedLimits, { now: this.#now, after: () => () => undefined });
  }

  /** What is asked about this channel from now on is asked for this event. */
  asksFor(channelArn: string, { type }: ChannelEvent): void {
    this.#looks.set(channelArn, type === 'observation');
  }

  before(mediaLive: MediaLiveGateway, clock: Clock): MediaLiveGateway {
    const pass = async <T>(name: string, channelArn: string | undefined, call: () => Promise<T>) => {
      const admitted = this.#admit();
      const onTheWay = failoverOperations.has(name) && this.#looks.get(channelArn ?? '') !== true;
      this.calls.note({ at: this.#now(), isOnTheWay: () => onTheWay, channel: channelArn, admitted });
      if (admitted) return call();
      await clock.sleep(refusalMs);
      return undefined;
    };
    const orThrow = <T>(answer: T | undefined): T => {
      if (answer === undefined) throw new Error('Too many requests');
      return answer;
    };
    const throttled = { type: 'unavailable', message: 'Too many requests', throttled: true } as const;
    return {
      describeChannel: async (arn, signal) =>
        orThrow(await pass('describeChannel', arn, () => mediaLive.describeChannel(arn, signal))),
      activeAlerts: async (arn, signal) =>
        orThrow(await pass('activeAlerts', arn, () => mediaLive.activeAlerts(arn, signal))),
      listChannels: async () =>
        orThrow(await pass('listChannels', undefined, () => mediaLive.listChannels())),
      scheduleSwitch: async (order) =>
        (await pass('scheduleSwitch', order.channelArn, () => mediaLive.scheduleSwitch(order))) ?? throttled,
      cancelSwitch: async (arn, name) =>
        (await pass('cancelSwitch', arn, () => mediaLive.cancelSwitch(arn, name))) ?? throttled,
      prepareInput: async (arn, name, attachment) =>
        (await pass('prepareInput', arn, () => mediaLive.prepareInput(arn, name, attachment))) ?? throttled,
      findAction: async (arn, name) => {
        const found = await pass('findAction', arn, async () => ({
          is: await mediaLive.findAction(arn, name),
        }));
        return orThrow(found).is;
      },
    };
  }
}
