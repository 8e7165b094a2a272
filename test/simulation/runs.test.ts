// A fixed set of runs: nothing may be found in them, and each goes the same way every time.
import { describe, expect, it } from '@jest/globals';
import { run } from '../../simulation/run.ts';

async function findingsOf(seeds: readonly number[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const seed of seeds) {
    const { findings } = await run({ seed });
    found.push(...findings.map(({ rule, details }) => `seed ${seed}: ${rule} (${details})`));
  }
  return found;
}

describe('a run of the simulation', () => {
  it('finds nothing with the first seeds', async () => {
    expect(await findingsOf(Array.from({ length: 20 }, (_, index) => index + 1))).toEqual([]);
  });

  it('goes the same way every time', async () => {
    const [once, again, other] = [await run({ seed: 7 }), await run({ seed: 7 }), await run({ seed: 8 })];
    expect(again).toEqual(once);
    expect(other.digest).not.toBe(once.digest);
  });
});
