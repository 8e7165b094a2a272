/** How a quantity grows with the number of channels. */
export type Shape = 'flat' | 'linear' | 'neither';

/** How far a measured value may be from the line and still be on it: by a share of the value, or by so much. */
export interface Tolerance {
  readonly share: number;
  readonly absolute: number;
}

type Point = readonly [channels: number, value: number];

/**
 * Flat where one value is within tolerance of all, linear where a line is: the one that is nearest to all points by share, so that the
 * smallest deployment counts as much as the largest.
 */
export function shapeOf(points: readonly Point[], tolerance: Tolerance): Shape {
  const isNear = (fitted: (channels: number) => number) =>
    points.every(([channels, value]) => {
      const room = Math.max(tolerance.absolute, tolerance.share * Math.abs(value));
      return Math.abs(fitted(channels) - value) <= room;
    });
  const weighed = points.map(([x, y]) => ({ x, y, weight: 1 / Math.max(y, tolerance.absolute, 1e-9) ** 2 }));
  const mean = (of: (point: (typeof weighed)[number]) => number) => {
    const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
    return weighed.reduce((sum, point) => sum + point.weight * of(point), 0) / total;
  };
  const [meanX, meanY] = [mean(({ x }) => x), mean(({ y }) => y)];
  if (isNear(() => meanY)) return 'flat';
  const slope = mean(({ x, y }) => (x - meanX) * (y - meanY)) / mean(({ x }) => (x - meanX) ** 2);
  return isNear((x) => meanY + slope * (x - meanX)) ? 'linear' : 'neither';
}
