import fc from 'fast-check';
import type { Millis } from '../core/model/group.ts';

/** Cases that are generated, and what is held to each. */
export interface Campaign<Case> {
  /** What a case is made of, and is counted, for people. */
  readonly what: string;
  readonly cases: fc.Arbitrary<Case>;
  /** How many of them are in it. */
  readonly sizeOf: (given: Case) => number;
  /** What must not happen and did; none: all is well. */
  readonly check: (given: Case) => Promise<readonly string[]>;
}

/** A case that shows something, as small as it could be made. */
export interface Finding {
  readonly seed: number;
  /** Leads fast-check from the seed to the case. */
  readonly path: string;
  readonly counterexample: unknown;
  readonly objections: readonly string[];
}

export interface Outcome {
  readonly what: string;
  /** How many were tried, those that only made a finding smaller left out. */
  readonly tried: number;
  readonly cases: number;
  readonly finding: Finding | null;
}

export interface Extent {
  readonly seed: number;
  /** So many at least; the last case is tried whole. */
  readonly count: number;
  /** How long a finding is made smaller; left out: a minute. */
  readonly shrinkForMs?: Millis;
  /** Of a finding, to see it again. */
  readonly path?: string;
}

/** What is found is made smaller for so long, unless another time is given. */
const shrinkForMs: Millis = 60_000;

/** Cases of one seed; the next have the next seed. */
const casesPerSeed = 100;

/** Tries cases until there are enough of what is in them, or one shows something. */
export async function run<Case>(campaign: Campaign<Case>, extent: Extent): Promise<Outcome> {
  const { path, shrinkForMs: patienceMs = shrinkForMs } = extent;
  let tried = 0;
  let cases = 0;
  for (let seed = extent.seed; tried < extent.count; seed += 1) {
    let failedAt: number | null = null;
    const property = fc.asyncProperty(campaign.cases, async (given) => {
      if (failedAt === null) {
        // What is enough is enough: the rest of a seed's cases is not looked at.
        if (tried >= extent.count) return;
        tried += campaign.sizeOf(given);
        cases += 1;
      } else if (performance.now() - failedAt > patienceMs) {
        return;
      }
      const objections = await campaign.check(given);
      if (objections.length === 0) return;
      failedAt ??= performance.now();
      throw new Error(objections.join('\n'));
    });
    const details = await fc.check(property, {
      seed,
      numRuns: casesPerSeed,
      ...(path !== undefined && { path }),
    });
    if (details.failed) {
      return { what: campaign.what, tried, cases, finding: await findingOf(campaign, details) };
    }
    if (path !== undefined) break;
  }
  return { what: campaign.what, tried, cases, finding: null };
}

async function findingOf<Case>(
  campaign: Campaign<Case>,
  { seed, counterexamplePath, counterexample }: fc.RunDetails<[Case]>,
): Promise<Finding> {
  const [smallest] = counterexample ?? [];
  const objections = smallest === undefined ? [] : await campaign.check(smallest);
  return { seed, path: counterexamplePath ?? '', counterexample: smallest, objections };
}
