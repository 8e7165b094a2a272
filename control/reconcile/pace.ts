import type { Millis } from '../../core/model/group.ts';

/**
 * MediaLive allows an account 20 calls a second, all APIs together (UG/eml-limitations-and-rules#limits-api). The looks of all its
 * deployments leave half of them to failovers.
 */
const callsPerSecond = 10;

/** The looks of a run are spread over no more than this, so that they are over when the next run reads of them. */
const spreadMaxMs: Millis = 54_000;

/** What all looks of one run may ask, in the whole account. */
const callsPerRun = (callsPerSecond * spreadMaxMs) / 1000;

/** Two minutes are promised; the rest is for a run that begins late, and for a look that takes long. */
const periodMs: Millis = 100_000;

/** How often the reconciler runs. */
export const runEveryMs: Millis = 60_000;

/** How the channels on air are looked at. */
export interface Pace {
  /** The part of them that is looked at in one run: 1, or less when they take turns. */
  readonly share: number;
  /** A look asks both questions, or, taking turns, one of the two. */
  readonly questions: 1 | 2;
  /** The looks of a run are spread evenly over this. */
  readonly spreadMs: Millis;
}

/**
 * The pace at which all deployments of an account together keep to the bound, without knowing of each other: each goes by how many
 * channels are on air in all, which ListChannels tells, and looks at its part of them.
 * @param onAir channels on air in the account and region, of all deployments.
 */
export function paceFor(onAir: number): Pace {
  const inTurns = runEveryMs / periodMs;
  const paceOf = (share: number, questions: Pace['questions']): Pace => ({
    share,
    questions,
    spreadMs: (1000 * onAir * share * questions) / callsPerSecond,
  });
  if (2 * onAir <= callsPerRun) return paceOf(1, 2);
  if (2 * onAir * inTurns <= callsPerRun) return paceOf(inTurns, 2);
  return paceOf(Math.min(inTurns, callsPerRun / onAir), 1);
}
