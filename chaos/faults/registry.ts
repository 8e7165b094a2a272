import type { Act, Fault } from '../fault.ts';
import { batchActs } from './batches.ts';
import { callActs } from './calls.ts';
import { killsAct } from './kills.ts';
import { surroundingsActs } from './surroundings.ts';

/** All faults, in the acts that they are played in. */
export const acts: readonly Act[] = [...callActs, killsAct, ...batchActs, ...surroundingsActs];

export const faults: readonly Fault[] = acts.flatMap((act) => act.faults);
