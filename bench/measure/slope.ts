export interface Point {
  /** In seconds. */
  at: number;
  value: number;
}

/** How fast the values grow, by the method of least squares, for each second. */
export function slopeOf(points: Point[]): number {
  const meanAt = mean(points.map(({ at }) => at));
  const meanValue = mean(points.map(({ value }) => value));
  let above = 0;
  let below = 0;
  for (const { at, value } of points) {
    above += (at - meanAt) * (value - meanValue);
    below += (at - meanAt) ** 2;
  }
  return below === 0 ? 0 : above / below;
}

export interface Flatness {
  /** What the fitted line gains over the second half, as a share of the mean. */
  growth: number;
  isFlat: boolean;
}

/** The first half is warming up: caches fill, code is compiled. In the second one nothing may grow by more than the share. */
export function flatnessOf(points: Point[], mayGrow: number): Flatness {
  const half = points.slice(Math.floor(points.length / 2));
  const [first, last] = [half[0], half.at(-1)];
  if (!first || !last || half.length < 3) return { growth: NaN, isFlat: false };
  const growth = (slopeOf(half) * (last.at - first.at)) / mean(half.map(({ value }) => value));
  return { growth, isFlat: growth <= mayGrow };
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
