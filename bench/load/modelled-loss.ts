import type { ChannelEvent } from '../../core/model/event.ts';
import type { Clock } from '../../lambdas/shared/ports/clock.ts';
import type { MediaLiveGateway } from '../../lambdas/shared/ports/media-live-gateway.ts';
import { Dice } from '../../simulation/dice.ts';
import { CountingMeter } from '../../simulation/ports/counting-meter.ts';
import type { VirtualTime } from '../../simulation/ports/virtual-time.ts';
import { fairWeather } from '../../simulation/world/climate.ts';
import { perform } from '../../simulation/world/perform.ts';
import { Watch } from '../../simulation/world/watch.ts';
import { startAt, World } from '../../simulation/world/world.ts';
import { documentedLimits, tokenBucket } from '../../twin/medialive/throttle.ts';
import { CallTally } from './call-tally.ts';
import { confirmMs, type Loss } from './loss.ts';
import { groupName, membersOf, policyWith } from './many-members.ts';

/** Until the start has come to rest, and the reconciler has looked. */
const restMs = 130_000;
/** A refusal comes as quickly as any other answer. */
const refusalMs = 20;

/** Which calls lead to a switch, unless they are made in a look. */
const failoverOperations: ReadonlySet<string> = new Set(['scheduleSwitch', 'activeAlerts', 'findAction']);

/**
 * Has `channels` channels lose a site at one instant, in the simulation's world: the real decision loop, batches and reconciler
 * on virtual time, with as many workers, as large batches and as long a visibility timeout as are deployed, and the throttle
 * that MediaLive documents. Calls take 4 to 50 ms; computing takes no time.
 */
export async function loseSiteInModel(channels: number): Promise<Loss> {
  const throttle = new Throttle();
  const accepted = new Map<string, number[]>();
  const watch = new Watch();
  watch.observe({
    saved: () => undefined,
    scheduled: (channelArn) => {
      accepted.set(channelArn, [...(accepted.get(channelArn) ?? []), world.time.now()]);
    },
  });
  const meter = new CountingMeter();
  const plant: ConstructorParameters<typeof World>[4] = {
    deps: (given) => ({ ...given, meter, mediaLive: throttle.before(given.mediaLive, given.clock) }),
    decider: (core) => ({
      ...core,
      inquiryFor: (state, event, group) => {
        throttle.asksFor(state.channelArn, event);
        return core.inquiryFor(state, event, group);
      },
    }),
  };
  const [first, ...others] = membersOf(channels);
  if (first === undefined) throw new Error('Give at least one channel to lose its site.');
  const members = [first, ...others] as const;
  const definition = { policy: policyWith(confirmMs), inputGroups: ['A', 'B'] };
  const setting = { group: groupName, definition, members, clearsOnLeave: true, flowsKnown: false };
  const world: World = new World(setting, new Dice(1), fairWeather, watch, plant);
  await world.time.runUntil(startAt + restMs);
  throttle.begin(world.time);
  meter.totals.clear();
  const lostAt = world.time.now();
  perform(
    world,
    { atMs: 0, type: 'feed', site: 'A', pipelines: ['0', '1'], fault: 'no-packets', forMs: null },
    'loss',
  );
  await world.time.runUntil(lostAt + 60_000 + channels * 150);
  const lastAt = Math.max(...[...accepted.values()].flat());
  const states = members.map(({ channelArn }) => world.table.states.get(channelArn)?.state);
  return {
    channels,
    lastAcceptedMs: lastAt - lostAt,
    ...throttle.calls.until(lastAt),
    conflicts: meter.totals.get('Conflicts') ?? 0,
    notOnce: members.filter(({ channelArn }) => accepted.get(channelArn)?.length !== 1).length,
    notSettled: states.filter((state) => state?.switch !== null || Object.keys(state.outbox).length > 0)
      .length,
    redeliveries: world.queue.redeliveries,
    deadLetters: world.queue.deadLetters.length,
  };
}

/** MediaLive's throttle, in front of the model, from a moment on. */
class Throttle {
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
