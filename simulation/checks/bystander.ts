import type { Millis } from '../../core/model/group.ts';
import type { Bystander } from '../world/setting.ts';
import type { Watch } from '../world/watch.ts';
import type { World } from '../world/world.ts';

/**
 * From the last packet to both pipelines on the standby: a second until MediaLive notices, a window of 3 s, a start 15 s ahead,
 * and 1.5 s (the budget of a failover of the default policy, as drills hold it).
 */
const failoverMs = 20_500;

/** What calls that fail take of a failover, each of them up to a second, until one is answered. */
const triedAgainMs = 5_000;

/** Where nothing could be decided or ordered any more: the next round of the reconciler, and what it takes to look. */
const foundMs = 90_000;

/** Without these no channel can be moved. */
const needed: ReadonlySet<string> = new Set(['table', 'media-live']);

/**
 * The bystander has lost its site, now: sees that it is on the other one within its budget, whatever becomes of the other
 * channels; where nothing can be moved at all, within its budget from when it can be again, at `overAt`.
 */
export function expectAnswer(
  world: World,
  watch: Watch,
  { member, definition }: Bystander,
  overAt: Millis,
): void {
  const { time, brownout } = world;
  if (!brownout) return;
  const isBarred = needed.has(brownout.dependency) && brownout.percent === 100;
  const byAt = isBarred ? overAt + foundMs + failoverMs : time.now() + failoverMs + triedAgainMs;
  const channel = world.channel(member.channelArn);
  const target = member.inputs[definition.inputGroups[1] ?? '']?.attachment;
  time.at(byAt, () => {
    if (channel.running.every((pipeline) => channel.pipeline(pipeline).attachment === target)) return;
    const { dependency, percent } = brownout;
    watch.found(
      "another channel's lost site is answered within its budget",
      `${channel.model.channelArn}, while ${dependency} fails ${percent} %`,
    );
  });
}
