import { describe, expect, it } from '@jest/globals';
import { manualClock } from './manual-clock.ts';

describe('the manual clock', () => {
  it('runs what falls due in order of time, each at its own instant', () => {
    const clock = manualClock(0);
    const seen: [string, number][] = [];
    const note = (name: string) => () => {
      seen.push([name, clock.now()]);
    };
    clock.after(20, note('second'));
    clock.after(10, () => {
      note('first')();
      clock.after(5, note('nested'));
    });
    clock.after(30, note('late'))();
    clock.after(200, note('never'));
    clock.advance(100);
    expect(seen).toEqual([
      ['first', 10],
      ['nested', 15],
      ['second', 20],
    ]);
    expect(clock.now()).toBe(100);
  });
});
