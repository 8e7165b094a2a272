import { setTimeout as sleep } from 'node:timers/promises';
import type { OneAtATime } from '../one-at-a-time.ts';
import type { Synthesis } from '../synthesis.ts';
import type { Act } from './fault.ts';
import { configurationOf, type ChaosChannel } from './line-up.ts';
import { setScene, type SetScene } from './set-scene.ts';

/** More than six deliveries of a message and two looks of the reconciler would take is not waited for. */
const endMs = 180_000;
const lookMs = 1000;

export interface Performance {
  readonly act: Act;
  /** What each group says of its policy, in YAML, indented by four; empty: the defaults. */
  readonly policy: string;
  readonly synthesis: Synthesis;
  /** Faults strike without waiting for the channels that have none to be done. */
  readonly hasty: boolean;
  /** Scenes are set one after the other: that is work, and playing is waiting. */
  readonly setting: OneAtATime;
  readonly signal: AbortSignal;
  readonly progress: (text: string) => void;
}

/** Sets the scene for an act. A deployment that a busy machine was too slow for is repeated once, as one repeats it on AWS. */
export async function stage(performance: Performance, channels: readonly ChaosChannel[]): Promise<SetScene> {
  const { act, policy, synthesis, setting, signal, progress } = performance;
  // Where nobody knows of flows, MediaConnect is called by nobody, and its brownout would hit nothing.
  const withFlows = act.brownout?.service === 'mediaconnect';
  const text = configurationOf(channels, policy, withFlows);
  const assembly = await synthesis.assemblyOf({ text }, signal);
  const set = (): Promise<SetScene> => {
    progress(`${act.name}: starting a twin with ${channels.length} channels`);
    return setScene(assembly, channels, signal);
  };
  return setting(() =>
    set().catch((error: unknown) => {
      signal.throwIfAborted();
      progress(`${act.name}: ${error instanceof Error ? error.message : String(error)} Once more.`);
      return set();
    }),
  );
}

/** Cuts the channels, which are of one wave, off from site A. */
export async function lose(scene: SetScene, channels: readonly ChaosChannel[]): Promise<void> {
  const at = await scene.cut(channels[0]?.wave ?? 0);
  for (const channel of channels) scene.record.lost(channel, at);
}

/** Until every channel is on B, the control plane is done with it, and no message waits; or nothing of the kind is to be expected any more. */
export async function untilDone(
  scene: SetScene,
  channels: readonly ChaosChannel[],
  signal: AbortSignal,
): Promise<void> {
  const deadline = Date.now() + endMs;
  const { record } = scene;
  while (Date.now() < deadline) {
    await sleep(lookMs, undefined, { signal });
    await scene.askWhetherSettled(
      channels.filter((channel) => record.onBMs(channel) !== undefined && !record.isSettled(channel)),
    );
    const open = channels.filter((channel) => !record.isSettled(channel));
    if (open.length === 0 && (await scene.queues()).waiting === 0) return;
  }
}
