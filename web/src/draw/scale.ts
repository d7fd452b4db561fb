// From values to places, in the 0…1000 by 0…100 box every time plot is drawn in (stretched by the page).
export interface Scale {
  (value: number): number;
  readonly domain: readonly [number, number];
}

export function linear(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const [d0, d1] = domain;
  const [r0, r1] = range;
  const slope = d1 === d0 ? 0 : (r1 - r0) / (d1 - d0);
  return Object.assign((value: number): number => r0 + (value - d0) * slope, { domain });
}

/** `range`, widened to whole tens where values leave it by more than `slack`: fixed axes that never hide data. */
export function grow(range: readonly [number, number], values: readonly (number | null)[], slack = 0): [number, number] {
  let [lo, hi] = range;
  for (const value of values) {
    if (value === null) continue;
    if (value < lo - slack) lo = Math.floor(value / 10) * 10;
    if (value > hi + slack) hi = Math.ceil(value / 10) * 10;
  }
  return [lo, hi];
}

/** Steps of 1, 2 or 5 times a power of ten, at most `most` of them, inside first…last. */
export function ticks(first: number, last: number, most: number): number[] {
  const rough = (last - first) / Math.max(1, most);
  if (!(rough > 0)) return [first];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough - 1e-9) ?? 10 * power;
  const out: number[] = [];
  for (let k = Math.ceil(first / step - 1e-9); k * step <= last + 1e-9; ++k) out.push(Number((k * step).toFixed(6)));
  return out;
}

/** Index of the sample nearest to `time_s`; times ascend. */
export function nearest(times: readonly number[], time_s: number): number {
  let lo = 0;
  let hi = times.length - 1;
  while (lo < hi) {
    const mid = (lo + hi) >> 1;
    if ((times[mid] ?? 0) < time_s) lo = mid + 1;
    else hi = mid;
  }
  const before = times[lo - 1];
  return before !== undefined && time_s - before <= (times[lo] ?? Infinity) - time_s ? lo - 1 : lo;
}
