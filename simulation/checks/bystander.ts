import type { Millis } from '../../core/model/group.ts';
import type { Bystander } from '../world/setting.ts';
import type { Watch } from '../world/watch.ts';
import type { World } from '../world/world.ts';
import { answerBy } from './brownout-rule.ts';

/** Without these no channel can be moved. */
const needed: ReadonlySet<string> = new Set(['table', 'media-live']);

/**
 * The bystander has lost its site, now, and MediaLive has shown before what it has on air: sees that it is on the other one within its budget, whatever becomes of the other
 * channels. The brownout is over at `overAt`.
 */
export function expectAnswer(
  world: World,
  watch: Watch,
  { member, definition }: Bystander,
  overAt: Millis,
): void {
  const { time, brownout } = world;
  const channel = world.channel(member.channelArn);
  const known = world.table.states.get(member.channelArn)?.state.pipelines;
  // Nobody can say of which site an alert is while no call that asks for it has been answered since the deployment.
  if (!brownout || channel.running.some((pipeline) => (known?.[pipeline].attachment ?? null) === null)) {
    return;
  }
  const { dependency, percent } = brownout;
  const target = member.inputs[definition.sites[1] ?? '']?.attachment;
  time.at(answerBy(time.now(), overAt, { percent, isNeeded: needed.has(dependency) }), () => {
    if (channel.running.every((pipeline) => channel.pipeline(pipeline).attachment === target)) return;
    watch.found(
      "another channel's lost site is answered within its budget",
      `${member.channelArn}, while ${dependency} fails ${percent} %`,
    );
  });
}
