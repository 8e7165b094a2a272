import { setTimeout as sleep } from 'node:timers/promises';
import { lineUp, type ExistingChannel } from '../existing-channels.ts';
import { median } from '../statistics.ts';
import type { Act, Fault, Strike } from './fault.ts';
import { judge } from './judge.ts';
import type { FaultReport } from './report.ts';
import { openStageOf, type Performance } from './performance.ts';
import { lose, queuesOf, untilDone, type FaultStage } from './stage.ts';

/** Channels that lose their site in the same run without a fault: what the others are compared with. */
const faultFree = 3;
/** One fault, and the channels that lose their site under it. */
interface Part {
  readonly fault: Fault;
  readonly channels: readonly ExistingChannel[];
}

interface Struck extends Part {
  readonly strike: Strike;
}

/** Plays an act: first channels without a fault, then one group of faults after the other, and judges what became of each. */
export async function play(performance: Performance): Promise<readonly FaultReport[]> {
  const { act, hasty, signal, progress } = performance;
  const { free, waves } = castOf(act);
  const channels = [...free, ...waves.flat().flatMap((part) => part.channels)];
  const stage = await openStageOf(performance, channels);
  try {
    progress(`${act.name}: ${free.length} channels lose site A without a fault`);
    await lose(stage, free);
    if (!hasty) await untilDone(stage, free);
    const struck: Struck[] = [];
    for (const wave of waves) {
      if (struck.length > 0) await sleep(act.apartMs, undefined, { signal });
      struck.push(...(await strike(stage, wave)));
      progress(`${act.name}: ${wave.map(({ fault }) => fault.name).join(', ')}`);
    }
    await untilDone(stage, channels);
    return await reportsOf(stage, free, struck);
  } finally {
    await stage.close();
  }
}

/** Wave 0 has no fault; each wave after it has the faults that strike together. */
function castOf({ faults, together }: Act): {
  readonly free: readonly ExistingChannel[];
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

async function strike(stage: FaultStage, wave: readonly Part[]): Promise<readonly Struck[]> {
  const struck: Struck[] = [];
  for (const part of wave) {
    struck.push({ ...part, strike: await part.fault.strike(stage, part.channels) });
  }
  await lose(
    stage,
    wave.flatMap((part) => part.channels),
  );
  return struck;
}

async function reportsOf(
  stage: FaultStage,
  free: readonly ExistingChannel[],
  struck: readonly Struck[],
): Promise<readonly FaultReport[]> {
  const { record } = stage;
  const queues = await queuesOf(stage);
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
