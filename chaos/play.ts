import { setTimeout as sleep } from 'node:timers/promises';
import type { OneAtATime } from '../drill/one-at-a-time.ts';
import type { Synthesis } from '../drill/synthesis.ts';
import type { Act, Fault, Strike } from './fault.ts';
import { judge } from './judge.ts';
import { configurationOf, lineUp, type ChaosChannel } from './line-up.ts';
import { median, type FaultReport } from './report.ts';
import { setScene, type SetScene } from './set-scene.ts';

/** Channels that lose their site in the same run without a fault: what the others are compared with. */
const faultFree = 3;
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

/** One fault, and the channels that lose their site under it. */
interface Part {
  readonly fault: Fault;
  readonly channels: readonly ChaosChannel[];
}

interface Struck extends Part {
  readonly strike: Strike;
}

/** Plays an act: first channels without a fault, then one group of faults after the other, and judges what became of each. */
export async function play(performance: Performance): Promise<readonly FaultReport[]> {
  const { act, policy, hasty, synthesis, setting, signal, progress } = performance;
  const { free, waves } = castOf(act);
  const channels = [...free, ...waves.flat().flatMap((part) => part.channels)];
  const assembly = await synthesis.assemblyOf({ text: configurationOf(channels, policy) }, signal);
  const set = (): Promise<SetScene> => {
    progress(`${act.name}: starting a twin with ${channels.length} channels`);
    return setScene(assembly, channels, signal);
  };
  // A deployment that a busy machine was too slow for is repeated once, as one repeats it on AWS.
  const scene = await setting(() =>
    set().catch((error: unknown) => {
      signal.throwIfAborted();
      progress(`${act.name}: ${error instanceof Error ? error.message : String(error)} Once more.`);
      return set();
    }),
  );
  try {
    progress(`${act.name}: ${free.length} channels lose site A without a fault`);
    await lose(scene, free);
    if (!hasty) await untilDone(scene, free, signal);
    const struck: Struck[] = [];
    for (const wave of waves) {
      if (struck.length > 0) await sleep(act.apartMs, undefined, { signal });
      struck.push(...(await strike(scene, wave)));
      progress(`${act.name}: ${wave.map(({ fault }) => fault.name).join(', ')}`);
    }
    await untilDone(scene, channels, signal);
    return await reportsOf(scene, free, struck);
  } finally {
    await scene.clear();
  }
}

/** Wave 0 has no fault; each wave after it has the faults that strike together. */
function castOf({ faults, together }: Act): {
  readonly free: readonly ChaosChannel[];
  readonly waves: readonly (readonly Part[])[];
} {
  const waves: Fault[][] = [];
  for (let from = 0; from < faults.length; from += together) waves.push(faults.slice(from, from + together));
  const sizes = waves.map((wave) => wave.reduce((sum, fault) => sum + fault.channels, 0));
  const channels = lineUp([faultFree, ...sizes]);
  const left = channels.slice(faultFree);
  return {
    free: channels.slice(0, faultFree),
    waves: waves.map((wave) => wave.map((fault) => ({ fault, channels: left.splice(0, fault.channels) }))),
  };
}

async function strike(scene: SetScene, wave: readonly Part[]): Promise<readonly Struck[]> {
  const struck: Struck[] = [];
  for (const part of wave) {
    struck.push({ ...part, strike: await part.fault.strike(scene, part.channels) });
  }
  await lose(
    scene,
    wave.flatMap((part) => part.channels),
  );
  return struck;
}

async function lose(scene: SetScene, channels: readonly ChaosChannel[]): Promise<void> {
  const at = await scene.cut(channels[0]?.wave ?? 0);
  for (const channel of channels) scene.record.lost(channel, at);
}

/** Until every channel is on B, the control plane is done with it, and no message waits; or nothing of the kind is to be expected any more. */
async function untilDone(
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

async function reportsOf(
  scene: SetScene,
  free: readonly ChaosChannel[],
  struck: readonly Struck[],
): Promise<readonly FaultReport[]> {
  const { record } = scene;
  const queues = await scene.queues();
  const baselineMs = median(free.flatMap((channel) => record.onBMs(channel) ?? []));
  return struck.map(({ fault, channels, strike: { hits } }) => {
    const deadLettersExplained = fault.deadLetters ?? 0;
    const facts = channels.map((channel) => record.factsOf(channel));
    const checks = judge({ hits: hits(), deadLettersExplained, channels: facts, queues });
    const times = facts.map(({ onBMs = Infinity }) => onBMs);
    const worst = Math.max(...times);
    return {
      fault: fault.name,
      summary: fault.summary,
      hits: hits(),
      checks,
      passed: checks.every(({ passed }) => passed),
      ...(Number.isFinite(worst) ? { onBMs: worst, ratio: worst / baselineMs } : {}),
    };
  });
}
