// The stick figure: which joints are joined, and the box that holds it through the whole clip.
import type { Stick, StickPart } from '../api/report_data';
import { linePath, type Place } from './path';

const LIMBS: readonly (readonly StickPart[])[] = [
  ['ankle', 'knee', 'hip', 'shoulder'],
  ['shoulder', 'elbow', 'wrist'],
  ['shoulder', 'ear'],
  ['heel', 'ankle', 'toe', 'heel'],
];

/** Drawing units per leg length, and the head's radius in them. */
export const LEG = 280;
export const HEAD = 30;

export interface Figure { limbs: string; head: Place | null }

/** Figure at one sample; y grows downwards as SVG has it. `facing` −1 mirrors it to face left. */
export function figureAt(stick: Stick, sample: number, facing: 1 | -1): Figure {
  const place = (part: StickPart): Place | null => {
    const x = stick[part]?.x[sample] ?? null;
    const y = stick[part]?.y[sample] ?? null;
    return x === null || y === null ? null : { x: facing * x * LEG, y: -y * LEG };
  };
  return { limbs: LIMBS.map((limb) => linePath(limb.map(place))).join(''), head: place('ear') };
}

export interface Box { x: number; y: number; width: number; height: number }

/** Around everything the figure ever covers, so that the body moves and the frame does not; null when nothing was seen. */
export function figureBox(stick: Stick, facing: 1 | -1): Box | null {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const path of Object.values(stick)) {
    path.x.forEach((px, i) => {
      const py = path.y[i] ?? null;
      if (px === null || py === null) return;
      left = Math.min(left, facing * px * LEG);
      right = Math.max(right, facing * px * LEG);
      top = Math.min(top, -py * LEG);
      bottom = Math.max(bottom, -py * LEG);
    });
  }
  if (!(right >= left)) return null;
  const margin = HEAD + 12;
  return { x: left - margin, y: top - margin, width: right - left + 2 * margin, height: bottom - top + margin + 16 };
}
