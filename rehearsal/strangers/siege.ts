import type { DrillStage } from '../drill-stage.ts';
import { doneTo, harmTo } from './harm.ts';
import type { Way } from './way.ts';

/** From an attempt to all that may follow from it: a message is worked on within milliseconds. */
const followsWithinMs = 400;
/** Every way is tried about as often. */
const roundMs = 1000;

/** The result of one way. */
export interface Tally {
  readonly way: Way;
  tried: number;
  refused: number;
  /** Why AWS refused it, the last time. */
  why: string;
  /** What harm followed, where it was tried by itself. */
  harm: readonly string[];
}

export const tallyOf = (way: Way): Tally => ({ way, tried: 0, refused: 0, why: '', harm: [] });

/** Tries a way once; that AWS refuses it is no error. */
export async function tryOnce(tally: Tally): Promise<void> {
  tally.tried += 1;
  await tally.way.attempt().catch((error: unknown) => {
    tally.refused += 1;
    tally.why = error instanceof Error ? error.name : String(error);
  });
}

/** Tries each way by itself, and looks what has become of the channel before the next. What one has done is not held against the next. */
export async function tryEach(stage: DrillStage, tallies: readonly Tally[], site: string): Promise<void> {
  let known: readonly string[] = [];
  for (const tally of tallies) {
    const from = Date.now();
    await tryOnce(tally);
    await stage.rest(followsWithinMs);
    const done = doneTo(stage, from).map(({ kind }) => `a change of its ${kind}`);
    const seen = await harmTo(stage, site);
    tally.harm = [...seen.filter((harm) => !known.includes(harm)), ...done];
    known = seen;
    if (tally.harm.length > 0) stage.note('attacker', `${tally.way.name}: ${tally.harm.join(', ')}`, 'bad');
  }
}

/** Tries all of them about once a second until it is told to end. */
export async function besiege(
  stage: DrillStage,
  tallies: readonly Tally[],
  ends: () => boolean,
): Promise<void> {
  while (!ends()) {
    const from = Date.now();
    for (const tally of tallies) await tryOnce(tally);
    await stage.rest(Math.max(50, roundMs - (Date.now() - from)));
  }
}

/** One line for what became of a way. */
export function resultOf({ way, tried, refused, why, harm }: Tally): string {
  const answer =
    refused === tried ? `refused, ${why}` : refused === 0 ? 'accepted' : `accepted ${tried - refused} times`;
  const followed = harm.length === 0 ? 'nothing followed' : harm.join(', ');
  return `${way.aim}: ${way.name}: tried ${tried} times, ${answer}; ${followed}`;
}
