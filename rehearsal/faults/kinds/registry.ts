import type { Act, Fault } from '../fault.ts';
import { batchActs } from './batches.ts';
import { brownoutActs, brownoutMs } from './brownouts.ts';
import { callActs } from './calls.ts';
import { killsAct } from './kills.ts';
import { surroundingsActs } from './surroundings.ts';

/** The faults of a moment, in the acts that they are played in: what is played where nothing is named. */
export const acts: readonly Act[] = [...callActs, killsAct, ...batchActs, ...surroundingsActs];

/** All acts; `lastsMs`: how long a brownout lasts. */
export function allActs(lastsMs: number): readonly Act[] {
  return [...acts, ...brownoutActs(lastsMs)];
}

/** All faults, by their names. */
export const faults: readonly Fault[] = allActs(brownoutMs).flatMap((act) => act.faults);
