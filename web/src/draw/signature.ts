// Hip change against knee change, one trail a rep, classed by where its bottom lies between the zones.
import type { Rep, Series, Signature } from '../api/report_data';
import { runs } from '../words/format';
import type { Place } from './path';
import { nearest } from './scale';

export type Zone = 'hinge' | 'blend' | 'squat';

export interface Trail {
  rep: number;
  /** Degrees of change from standing, start to end of the rep; null where not measured. */
  places: (Place | null)[];
  bottom: Place;
  /** Degrees of hip for each degree of knee at the bottom; null while the knees hardly moved. */
  ratio: number | null;
  zone: Zone;
}

/** Below this a ratio says nothing: the uncertainty of the knee decides it. Our own choice, about one sd of a tracked knee. */
const STILL_KNEE_DEG = 3;

export function trailsOf(series: Series, reps: readonly Rep[], signature: Signature): Trail[] {
  const knee = series[signature.knee.measure];
  const hip = series[signature.hip.measure];
  if (knee === undefined || hip === undefined) return [];
  const at = (i: number): Place | null => {
    const k = knee[i] ?? null;
    const h = hip[i] ?? null;
    return k === null || h === null ? null : { x: k - signature.knee.zero, y: h - signature.hip.zero };
  };
  const out: Trail[] = [];
  for (const rep of reps) {
    const bottom = at(nearest(series.time_s, rep.bottom_s));
    if (bottom === null) continue;
    const first = nearest(series.time_s, rep.start_s);
    const last = nearest(series.time_s, rep.end_s);
    const places = Array.from({ length: last - first + 1 }, (_, i) => at(first + i));
    const ratio = bottom.x < STILL_KNEE_DEG ? null : bottom.y / bottom.x;
    const zone: Zone = ratio === null || ratio >= signature.hinge ? 'hinge' : ratio >= signature.squat ? 'blend' : 'squat';
    out.push({ rep: rep.index, places, bottom, ratio, zone });
  }
  return out;
}

export interface TrailLabel { reps: number[]; text: string; place: Place; zone: Zone }

/** Reps whose ends lie within `reach` of each other share one label. */
export function labelsOf(trails: readonly Trail[], reach: number): TrailLabel[] {
  const groups: TrailLabel[] = [];
  for (const trail of trails) {
    const near = groups.find((g) => g.zone === trail.zone && Math.hypot(g.place.x - trail.bottom.x, g.place.y - trail.bottom.y) < reach);
    if (near === undefined) groups.push({ reps: [trail.rep], text: '', place: trail.bottom, zone: trail.zone });
    else near.reps.push(trail.rep);
  }
  return groups.map((group) => ({ ...group, text: runs(group.reps).replace(' and ', ', ') }));
}
