/** One claim of docs and what was measured of it. */
export interface Claim {
  readonly what: string;
  readonly measured: number;
  readonly unit: string;
  readonly bound: number;
}

/** Prints each claim with its bound; the exit code says whether all hold. */
export function printVerdict(claims: readonly Claim[]): void {
  for (const { what, measured, unit, bound } of claims) {
    const mark = measured <= bound ? 'ok  ' : 'OVER';
    console.log(
      `${mark} ${what.padEnd(60)} ${measured.toFixed(2).padStart(10)} ${unit.padEnd(5)} (at most ${bound} ${unit})`,
    );
  }
  if (claims.some(({ measured, bound }) => measured > bound)) process.exitCode = 1;
}
