/** A reason is only given for what it explains: what `npm run bench:growth` prints beside a line follows from its numbers. */
import { describe, expect, it } from '@jest/globals';
import { judge } from '../../bench/growth/judge.ts';
import type { Growth } from '../../bench/growth/measure.ts';
import type { Metric } from '../../bench/growth/metrics.ts';
import { shapeOf } from '../../bench/growth/shape.ts';

const counts = [1, 10, 100, 400, 700];
const tolerance = { share: 0.1, absolute: 0 };
const shape = (of: (channels: number) => number) =>
  shapeOf(
    counts.map((count) => [count, of(count)]),
    tolerance,
  );

describe('what grows', () => {
  it('is flat where it does not, though it is not quite the same each time', () => {
    expect(shape((channels) => 60 + (channels % 3))).toBe('flat');
  });

  it('is linear with or without what it begins with', () => {
    expect(shape((channels) => 3 * channels)).toBe('linear');
    expect(shape((channels) => 40 + 0.2 * channels)).toBe('linear');
    expect(shape((channels) => 1000 - channels)).toBe('linear');
  });

  it('is neither where it bends, upwards or downwards, however few channels that is at', () => {
    expect(shape((channels) => channels ** 2)).toBe('neither');
    expect(shape((channels) => Math.sqrt(channels))).toBe('neither');
    expect(shape((channels) => Math.min(channels, 25) + channels / 100)).toBe('neither');
  });
});

describe('the reason', () => {
  const all = counts.map((channels) => ({ channels }) as Growth);
  const capped = {
    why: 'a cap',
    without: ({ channels }: Growth, value: number) => value - Math.min(channels, 25),
  };
  const squared = {
    why: 'a square',
    without: ({ channels }: Growth, value: number) => value - channels ** 2,
  };
  const metric = (of: Metric['of'], causes: Metric['causes']): Metric => ({
    what: 'things',
    digits: 0,
    of,
    tolerance,
    causes,
  });

  it('is not asked for where the numbers fit', () => {
    expect(
      judge(
        metric(({ channels }) => channels, [capped]),
        all,
      ),
    ).toEqual({ shape: 'linear' });
  });

  it('is the cause without which they do', () => {
    const of = ({ channels }: Growth) => channels + 100 + Math.min(channels, 25) * 9;
    const nine = {
      ...capped,
      without: ({ channels }: Growth, value: number) => value - 9 * Math.min(channels, 25),
    };
    expect(judge(metric(of, [squared, nine]), all)).toEqual({
      shape: 'neither',
      reason: 'a cap; without that linear',
    });
  });

  it('is several causes where none alone will do', () => {
    const of = ({ channels }: Growth) => channels ** 2 + Math.min(channels, 25) + 5;
    expect(judge(metric(of, [squared, capped]), all).reason).toBe('a square; a cap; without that flat');
  });

  it('is none where no cause explains it', () => {
    expect(
      judge(
        metric(({ channels }) => channels ** 3, [squared, capped]),
        all,
      ),
    ).toEqual({ shape: 'neither' });
  });
});
