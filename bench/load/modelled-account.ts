import type { ChannelOverview, MediaLiveGateway } from '../../control/ports/media-live-gateway.ts';
import type { ChannelMember } from '../../control/ports/member-store.ts';
import { Dice } from '../../simulation/dice.ts';
import { CountingMeter } from '../../model/counting-meter.ts';
import { VirtualTime } from '../../model/virtual-time.ts';
import { fairWeather } from '../../simulation/world/climate.ts';
import { Watch } from '../../simulation/world/watch.ts';
import { startAt, World } from '../../simulation/world/world.ts';
import { laterEachMs } from '../looks/played-account.ts';
import { confirmMs } from '../../rehearsal/load/loss.ts';
import { groupName, policyWith } from './many-members.ts';
import { ModelledThrottle } from './modelled-throttle.ts';

/** Deployments of one account, which share its MediaLive and nothing else. */
export class ModelledAccount {
  readonly time = new VirtualTime(startAt);
  readonly throttle = new ModelledThrottle();
  readonly meter = new CountingMeter();
  readonly worlds: World[] = [];
  /** When MediaLive took switches into a channel's schedule, by its ARN. */
  readonly accepted = new Map<string, number[]>();

  /** One more, whose reconciler runs a little later than those before. */
  async deploy(all: readonly ChannelMember[]): Promise<void> {
    const [first, ...others] = all;
    if (first === undefined) throw new Error('Give at least one channel to lose its site.');
    const members = [first, ...others] as const;
    const definition = { policy: policyWith(confirmMs), sites: ['A', 'B'] };
    const setting = { group: groupName, definition, members, clearsOnLeave: true, flowsKnown: false };
    await this.time.runUntil(startAt + this.worlds.length * laterEachMs);
    const dice = new Dice(1 + this.worlds.length);
    this.worlds.push(new World(setting, dice, fairWeather, this.#watch(), this.#plant(), this.time));
  }

  #watch(): Watch {
    const watch = new Watch();
    watch.observe({
      saved: () => undefined,
      scheduled: (channelArn) => {
        this.accepted.set(channelArn, [...(this.accepted.get(channelArn) ?? []), this.time.now()]);
      },
    });
    return watch;
  }

  #plant(): NonNullable<ConstructorParameters<typeof World>[4]> {
    const { throttle, meter } = this;
    return {
      deps: (given) => {
        const mediaLive = throttle.before(given.mediaLive, given.clock);
        return { ...given, meter, mediaLive: { ...mediaLive, listChannels: () => this.#listAll(mediaLive) } };
      },
      decider: (core) => ({
        ...core,
        inquiryFor: (state, event, group) => {
          throttle.asksFor(state.channelArn, event);
          return core.inquiryFor(state, event, group);
        },
      }),
    };
  }

  /** A list has the channels of all deployments: it does not say whose they are. */
  async #listAll({
    listChannels,
  }: Pick<MediaLiveGateway, 'listChannels'>): Promise<readonly ChannelOverview[]> {
    const own = await listChannels();
    const known = new Set(own.map(({ arn }) => arn));
    const neighbours = this.worlds
      .flatMap((world) => [...world.channels.values()])
      .filter(({ model }) => !known.has(model.channelArn))
      .map(({ model, state }) => ({
        arn: model.channelArn,
        id: '',
        name: model.name,
        state,
        attachments: [],
      }));
    return [...own, ...neighbours];
  }
}
