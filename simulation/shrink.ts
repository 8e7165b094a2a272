import { run, type Outcome, type RunOptions } from './run.ts';

/** Enough for what is worth reading; a failure that needs more mishaps is shown with what is left. */
const runsMax = 400;

/**
 * Looks for the smallest set of acts and mishaps with which the run still breaks the same rule: halves are left out first,
 * then smaller parts, down to single ones.
 */
export async function shrink(
  options: Omit<RunOptions, 'allowed'>,
  failed: Outcome,
): Promise<readonly string[]> {
  const rule = failed.findings[0]?.rule;
  let runs = 0;
  const stillFails = async (names: readonly string[]): Promise<readonly string[] | null> => {
    runs += 1;
    const { findings, mishaps } = await run({ ...options, allowed: new Set(names) });
    return findings.some((finding) => finding.rule === rule) ? mishaps : null;
  };
  let names = failed.mishaps;
  let parts = 2;
  while (names.length > 0 && runs < runsMax) {
    const size = Math.ceil(names.length / parts);
    let smaller: readonly string[] | null = null;
    for (let from = 0; from < names.length && smaller === null && runs < runsMax; from += size) {
      smaller = await stillFails([...names.slice(0, from), ...names.slice(from + size)]);
    }
    if (smaller !== null && smaller.length < names.length) {
      names = smaller;
      parts = Math.max(2, parts - 1);
    } else if (size === 1) {
      break;
    } else {
      parts = Math.min(names.length, parts * 2);
    }
  }
  return names;
}
