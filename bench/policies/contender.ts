import type { Configuration } from '../../config/configuration.ts';
import { deployInMemory } from '../../replay/deployment.ts';
import { spanOf } from '../../replay/replay.ts';
import { channelsIn, TracedWorld, type Controller, type Onlooker } from '../../replay/traced-world.ts';
import type { TraceLine } from '../../replay/trace-line.ts';
import { VirtualTime } from '../../model/virtual-time.ts';

/** What a contender lives through, and who looks on. */
export interface Scene {
  readonly trace: readonly TraceLine[];
  readonly configuration: Configuration;
  readonly onlooker: Onlooker;
}

/** One way of keeping a channel on air. */
export interface Contender {
  readonly name: string;
  live(scene: Scene): Promise<void>;
}

/** The one channel of a trace of the corpus, as a contender has it before it. */
export interface Post {
  readonly time: VirtualTime;
  readonly world: TracedWorld;
  readonly channelArn: string;
  /** The input attachment of each site, in order of priority. */
  readonly attachments: readonly string[];
  /** The attachment on air when the trace begins. */
  readonly onAir: string;
}

/** Has a contender other than our own live through a trace, in the same world and on the same time as ours. */
export async function liveThrough(
  { trace, configuration, onlooker }: Scene,
  take: (post: Post) => Controller,
): Promise<void> {
  const { members } = deployInMemory(configuration, channelsIn(trace), new Map());
  const [[channelArn, member] = []] = members;
  if (channelArn === undefined || member === undefined) throw new Error('The deployment has no channel.');
  const { start, end } = spanOf(trace);
  const time = new VirtualTime(start);
  const world = new TracedWorld({ time, trace, configuration, members, onlooker });
  const attachments = Object.values(member.inputs).map(({ attachment }) => attachment);
  const onAir = world.channels.get(channelArn)?.pipeline('0').attachment ?? '';
  world.play(take({ time, world, channelArn, attachments, onAir }));
  await time.runUntil(end);
}
