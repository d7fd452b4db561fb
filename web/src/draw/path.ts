// SVG path data from samples. A missing sample breaks the line: no straight line is drawn across what was not seen.
export interface Place { x: number; y: number }

const coordinate = (value: number): string => String(Math.round(value * 100) / 100);

/** Runs of neighbouring places; null parts them. */
export function runsOf<T>(items: readonly (T | null)[]): T[][] {
  const out: T[][] = [];
  let open: T[] | null = null;
  for (const item of items) {
    if (item === null) open = null;
    else if (open === null) out.push((open = [item]));
    else open.push(item);
  }
  return out;
}

const trail = (places: readonly Place[]): string => places.map((p, i) => `${i === 0 ? 'M' : 'L'}${coordinate(p.x)} ${coordinate(p.y)}`).join('');

/** A run of one sample becomes a dot (a line of no length with round caps). */
export function linePath(places: readonly (Place | null)[]): string {
  return runsOf(places).map((run) => (run.length === 1 ? `${trail(run)}h0` : trail(run))).join('');
}

/** The area between two edges, closed run by run. */
export function ribbonPath(edges: readonly ({ x: number; low: number; high: number } | null)[]): string {
  return runsOf(edges)
    .filter((run) => run.length > 1)
    .map((run) => {
      const high = run.map((e) => ({ x: e.x, y: e.high }));
      const low = run.map((e) => ({ x: e.x, y: e.low })).reverse();
      return `${trail(high)}${trail(low).replace('M', 'L')}Z`;
    })
    .join('');
}

/** Where a ray from the origin leaves the box 0…width, 0…height, for a slope of y per x. */
export function rayEnd(slope: number, width: number, height: number): Place {
  return slope * width >= height ? { x: height / slope, y: height } : { x: width, y: slope * width };
}
