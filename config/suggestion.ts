/**
 * The candidate that was probably meant: the nearest by edit distance, if no more than a third of its letters differ.
 * Letter case does not count as a difference.
 */
export function suggestion(given: string, candidates: readonly string[]): string | undefined {
  const [nearest] = candidates
    .filter((candidate) => Math.abs(candidate.length - given.length) <= slipsMax(candidate))
    .map((candidate) => ({ candidate, distance: editDistance(given.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= slipsMax(candidate))
    .sort((left, right) => left.distance - right.distance);
  return nearest?.candidate ?? onlyLonger(given, candidates);
}

/** The one that begins as it was given: `any` for `any-pipeline`. */
function onlyLonger(given: string, candidates: readonly string[]): string | undefined {
  const longer = candidates.filter((candidate) => candidate.toLowerCase().startsWith(given.toLowerCase()));
  return given.length >= 3 && longer.length === 1 ? longer[0] : undefined;
}

const slipsMax = (candidate: string) => Math.max(1, candidate.length / 3);

/** ` Did you mean "x"?`, or nothing when no candidate is near. */
export function didYouMean(given: string, candidates: readonly string[]): string {
  const meant = suggestion(given, candidates);
  return meant === undefined ? '' : ` Did you mean "${meant}"?`;
}

/** Levenshtein's distance, with two neighbouring letters in the wrong order counted as one slip. */
function editDistance(left: string, right: string): number {
  const rows = [Array.from({ length: right.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? Infinity;
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    rows.push(current);
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      current[column] = Math.min(
        at(row - 1, column - 1) + (same ? 0 : 1),
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        swapped ? at(row - 2, column - 2) + 1 : Infinity,
      );
    }
  }
  return at(left.length, right.length);
}
