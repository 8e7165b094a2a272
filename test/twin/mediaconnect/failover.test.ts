import { describe, expect, it } from '@jest/globals';

import { createFailover } from '../../../twin/mediaconnect/failover.ts';

const primarySource = 0;
const backupSource = 1;

/** Both sources send every 20 ms unless `silent` says otherwise; the check runs every 50 ms. */
function run(primary: number | undefined, silent: (source: number, ms: number) => boolean, lengthMs: number) {
  const output: { source: number; ms: number }[] = [];
  const stage = createFailover(primary, (rtp, ms) => output.push({ source: rtp.readUInt8(0), ms }));
  for (let ms = 0; ms <= lengthMs; ms += 10) {
    for (const source of [primarySource, backupSource]) {
      if (ms % 20 === 0 && !silent(source, ms)) stage.offer(source, Buffer.from([source]), ms);
    }
    if (ms % 50 === 0) stage.check(ms);
  }
  return { output, stage };
}

describe('source failover between two streams', () => {
  it('puts out one source only while both are there', () => {
    const { output, stage } = run(primarySource, () => false, 2_000);
    expect(new Set(output.map(({ source }) => source))).toEqual(new Set([primarySource]));
    expect(stage.isFailedOver()).toBe(false);
  });

  it('takes the other source 500 to 550 ms after the last packet', () => {
    const { output, stage } = run(
      primarySource,
      (source, ms) => source === primarySource && ms > 1_000,
      3_000,
    );
    const first = output.find(({ source }) => source === backupSource);
    expect(first?.ms).toBeGreaterThanOrEqual(1_500);
    expect(first?.ms).toBeLessThanOrEqual(1_570);
    expect(stage.isFailedOver()).toBe(true);
  });

  it('returns to a named primary with its first packet', () => {
    const isOut = (ms: number) => ms > 1_000 && ms < 2_000;
    const { output, stage } = run(
      primarySource,
      (source, ms) => source === primarySource && isOut(ms),
      3_000,
    );
    expect(output.filter(({ source, ms }) => ms >= 2_000 && source === backupSource)).toEqual([]);
    expect(output).toContainEqual({ source: primarySource, ms: 2_000 });
    expect(stage.isFailedOver()).toBe(false);
  });

  it('stays where it is when no primary is named', () => {
    const isOut = (ms: number) => ms > 1_000 && ms < 2_000;
    const { output } = run(undefined, (source, ms) => source === primarySource && isOut(ms), 3_000);
    expect(output.filter(({ source, ms }) => ms > 1_600 && source === primarySource)).toEqual([]);
  });

  it('stays where it is when no source has packets', () => {
    const { output, stage } = run(primarySource, (_source, ms) => ms > 1_000, 3_000);
    expect(output.at(-1)).toEqual({ source: primarySource, ms: 1_000 });
    expect(stage.isFailedOver()).toBe(false);
  });

  it('starts with whatever source is there', () => {
    const { output } = run(primarySource, (source) => source === primarySource, 100);
    expect(output[0]).toEqual({ source: backupSource, ms: 0 });
  });

  it('knows nothing of the past once it has been reset', () => {
    const { stage } = run(primarySource, (source) => source === primarySource, 100);
    stage.reset();
    expect(stage.isFailedOver()).toBe(false);
  });
});
