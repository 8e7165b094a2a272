/** The value below which `share` (0…1) of the samples lie; the larger of two neighbours. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** The middle one, or the higher of the two in the middle. */
export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}
