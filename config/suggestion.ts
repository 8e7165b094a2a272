/**
 * The candidate that was probably meant: the nearest by edit distance, if no more than a third of its letters differ.
 * Letter case does not count as a difference.
 */
export function suggestion(given: string, candidates: readonly string[]): string | undefined {
  const [nearest] = candidates
    .map((candidate) => ({ candidate, distance: editDistance(given.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= Math.max(1, candidate.length / 3))
    .sort((left, right) => left.distance - right.distance);
  return nearest?.candidate;
}

/** ` Did you mean "x"?`, or nothing when no candidate is near. */
export function didYouMean(given: string, candidates: readonly string[]): string {
  const meant = suggestion(given, candidates);
  return meant === undefined ? '' : ` Did you mean "${meant}"?`;
}

/** Levenshtein's distance, row by row. */
function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (const [row, letter] of left.split('').entries()) {
    const current = [row + 1];
    for (const [column, other] of right.split('').entries()) {
      const substituted = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(substituted, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
