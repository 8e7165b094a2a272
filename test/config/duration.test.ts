import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { durationText, parseDuration } from '../../config/duration.ts';

describe('a duration', () => {
  it.each([
    ['250ms', 250],
    ['3s', 3000],
    ['15.5s', 15_500],
    ['5m', 300_000],
    ['1h', 3_600_000],
    ['2d', 172_800_000],
    ['0s', 0],
  ])('%s is %d ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['', '3', 's', '3 s', '-3s', '3S', '1h30m', 'PT3S', '.5s', '1e3s'])('"%s" is none', (text) => {
    expect(parseDuration(text)).toBeNull();
  });

  it('is read back to the millisecond in every unit', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10_000_000 }), fc.constantFrom('ms', 's', 'm', 'h'), (ms, unit) => {
        const perUnit = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[unit];
        const amount = String(ms / perUnit);
        fc.pre(/^\d+(\.\d+)?$/.test(amount));
        expect(parseDuration(`${amount}${unit}`)).toBe(ms);
      }),
    );
  });

  it('is written in its largest unit, and read back as the same', () => {
    const texts = [15_500, 60_000, 900_000, 3_600_000, 1_000_001].map(durationText);
    expect(texts).toEqual(['15.5s', '1m', '15m', '1h', '1000001ms']);
    fc.assert(
      fc.property(fc.nat(), (ms) => {
        expect(parseDuration(durationText(ms))).toBe(ms);
      }),
    );
  });
});
