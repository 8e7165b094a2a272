import { perform } from '../../simulation/world/perform.ts';
import { startAt, type World } from '../../simulation/world/world.ts';
import type { Loss } from '../../rehearsal/load/loss.ts';
import { membersOf } from './many-members.ts';
import { ModelledAccount } from './modelled-account.ts';
import { shareOut } from '../../rehearsal/load/share-out.ts';

/** Until the start has come to rest, and the reconcilers have looked. */
const restMs = 130_000;

/**
 * Has `channels` channels of one account lose a site at one instant, in the simulation's world: the real decision loop, batches and
 * reconciler on virtual time, with as many workers, as large batches and as long a visibility timeout as are deployed, for each of
 * the deployments, and the throttle that MediaLive documents, for all of them together. Calls take 4 to 50 ms; computing takes no time.
 */
export async function loseSiteInModel(channels: number, deployments: number): Promise<Loss> {
  const account = new ModelledAccount();
  for (const { first, channels: own } of shareOut(channels, deployments)) {
    await account.deploy(membersOf(channels).slice(first, first + own));
  }
  const { time, worlds, throttle, meter, accepted } = account;
  await time.runUntil(startAt + restMs);
  throttle.begin(time);
  meter.totals.clear();
  const lostAt = time.now();
  for (const world of worlds) {
    const act = {
      atMs: 0,
      type: 'feed',
      site: 'A',
      pipelines: ['0', '1'],
      fault: 'no-packets',
      forMs: null,
    } as const;
    perform(world, act, 'loss');
  }
  await time.runUntil(lostAt + 60_000 + channels * 150);
  const lastAt = Math.max(...[...accepted.values()].flat());
  const states = worlds.flatMap(({ table }) =>
    [...table.members.keys()].map((arn) => table.states.get(arn)?.state),
  );
  const sum = (of: (world: World) => number) => worlds.reduce((total, world) => total + of(world), 0);
  return {
    channels,
    deployments: worlds.length,
    lastAcceptedMs: lastAt - lostAt,
    ...throttle.calls.until(lastAt),
    conflicts: meter.totals.get('Conflicts') ?? 0,
    notOnce: membersOf(channels).filter(({ channelArn }) => accepted.get(channelArn)?.length !== 1).length,
    notSettled: states.filter((state) => state?.switch !== null || Object.keys(state.outbox).length > 0)
      .length,
    redeliveries: sum(({ queue }) => queue.redeliveries),
    deadLetters: sum(({ queue }) => queue.deadLetters.length),
  };
}
