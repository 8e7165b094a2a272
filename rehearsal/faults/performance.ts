import { configurationOf, type ExistingChannel } from '../existing-channels.ts';
import type { OneAtATime } from '../one-at-a-time.ts';
import type { Synthesis } from '../synthesis.ts';
import type { Act } from './fault.ts';
import { openFaultStage, type FaultStage } from './stage.ts';

/** An act, and how it is to be played. */
export interface Performance {
  readonly act: Act;
  /** What each group says of its policy; empty: the defaults. */
  readonly policy: object;
  readonly synthesis: Synthesis;
  /** Faults strike without waiting for the channels that have none to be done. */
  readonly hasty: boolean;
  /** Stages are opened one after the other: that is work, and playing is waiting. */
  readonly setting: OneAtATime;
  readonly signal: AbortSignal;
  readonly progress: (text: string) => void;
}

/** Opens the stage of an act. A deployment that a busy machine was too slow for is repeated once, as one repeats it on AWS. */
export async function openStageOf(
  performance: Performance,
  channels: readonly ExistingChannel[],
): Promise<FaultStage> {
  const { act, policy, synthesis, setting, signal, progress } = performance;
  // Where nobody knows of flows, MediaConnect is called by nobody, and its brownout would hit nothing.
  const withFlows = act.brownout?.service === 'mediaconnect';
  const text = configurationOf({ name: 'chaos', channels, policy, withFlows });
  const assembly = await synthesis.assemblyOf({ text }, signal);
  const open = (): Promise<FaultStage> => {
    progress(`${act.name}: starting a twin with ${channels.length} channels`);
    return openFaultStage(assembly, channels, signal);
  };
  return setting(() =>
    open().catch((error: unknown) => {
      signal.throwIfAborted();
      progress(`${act.name}: ${error instanceof Error ? error.message : String(error)} Once more.`);
      return open();
    }),
  );
}
