// The path of a bar or bell, one trail a rep, parted into up and down; and the speed of each way up.
import type { Lift, Rep, Series } from '../api/report_data';
import type { Place } from './path';

export interface WeightTrail {
  rep: number;
  /** Metres ahead of mid-foot and above the lowest place; null where not seen. Neighbouring runs share a place, so no gap shows between them. */
  up: (Place | null)[];
  down: (Place | null)[];
}

/** Below this a weight rests: the direction it last had goes on (m/s; the hands' jitter). */
const RESTING = 0.05;

export function weightTrails(series: Series, reps: readonly Rep[]): WeightTrail[] {
  const ahead = series['weight_ahead_m'];
  const height = series['weight_height_m'];
  const velocity = series['weight_velocity_m_s'];
  if (ahead === undefined || height === undefined || velocity === undefined) return [];
  return reps.flatMap((rep) => {
    const trail: WeightTrail = { rep: rep.index, up: [], down: [] };
    let rising: boolean | null = null;
    let seen = 0;
    series.time_s.forEach((time_s, i) => {
      if (time_s < rep.start_s || time_s > rep.end_s) return;
      const x = ahead[i] ?? null;
      const y = height[i] ?? null;
      const v = velocity[i] ?? 0;
      const place = x === null || y === null ? null : { x, y };
      const before = rising;
      if (Math.abs(v) > RESTING || rising === null) rising = v > 0;
      const [now, other] = rising ? [trail.up, trail.down] : [trail.down, trail.up];
      // Where it turns the place belongs to both.
      if (before !== null && before !== rising) other.push(place);
      else other.push(null);
      now.push(place);
      if (place !== null) ++seen;
    });
    return seen < 2 ? [] : [trail];
  });
}

export interface SpeedCurve { rep: number; places: (Place | null)[] }

/** Seconds since the weight set off against its speed, m/s. */
export function speedCurves(series: Series, lifts: readonly Lift[]): SpeedCurve[] {
  const velocity = series['weight_velocity_m_s'];
  if (velocity === undefined) return [];
  return lifts.map((lift) => ({
    rep: lift.rep,
    places: series.time_s.flatMap((time_s, i) => {
      if (time_s < lift.start_s - 1e-6 || time_s > lift.end_s + 1e-6) return [];
      const v = velocity[i] ?? null;
      return [v === null ? null : { x: time_s - lift.start_s, y: v }];
    }),
  }));
}

/** `low`…`high`, widened to whole steps around everything drawn. */
export function around(low: number, high: number, values: readonly (number | null)[], step: number): [number, number] {
  const seen = values.filter((value): value is number => value !== null);
  return [Math.min(low, Math.floor(Math.min(low, ...seen) / step) * step), Math.max(high, Math.ceil(Math.max(high, ...seen) / step) * step)];
}
