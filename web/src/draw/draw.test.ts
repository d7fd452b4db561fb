import { describe, expect, it } from 'vitest';
import type { Rep, Series, Signature } from '../api/report_data';
import { figureAt, figureBox } from './figure';
import { linePath, rayEnd, ribbonPath, runsOf } from './path';
import { grow, linear, nearest, ticks } from './scale';
import { labelsOf, trailsOf } from './signature';

describe('scale', () => {
  it('maps the ends of the domain onto the ends of the range', () => {
    const y = linear([-20, 115], [100, 0]);
    expect(y(-20)).toBe(100);
    expect(y(115)).toBeCloseTo(0, 10);
    expect(y(0)).toBeCloseTo(85.185, 3);
  });
  it('gives one place, not infinity, for a domain of no length', () => expect(linear([3, 3], [0, 100])(3)).toBe(0));
  it('grows a fixed range to whole tens only where data leaves it', () => {
    expect(grow([-8, 72], [0, 50, null])).toEqual([-8, 72]);
    expect(grow([-8, 72], [-9, 83, null])).toEqual([-10, 90]);
    expect(grow([0, 72], [-4, 60], 5)).toEqual([0, 72]);
  });
  it('puts round ticks inside the domain, at most as many as asked', () => {
    expect(ticks(0, 16.6, 9)).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16]);
    expect(ticks(0, 600, 9)).toEqual([0, 100, 200, 300, 400, 500, 600]);
    expect(ticks(5, 5, 9)).toEqual([5]);
  });
  it('finds the nearest of unevenly spaced times', () => {
    const times = [0, 0.1, 0.5, 0.6];
    expect([-1, 0.04, 0.06, 0.31, 0.29, 9].map((t) => nearest(times, t))).toEqual([0, 0, 1, 2, 1, 3]);
  });
});

describe('path', () => {
  const p = (x: number, y: number) => ({ x, y });
  it('breaks where a sample is missing', () => expect(linePath([p(0, 1), p(1, 2), null, p(3, 4), p(4, 5)])).toBe('M0 1L1 2M3 4L4 5'));
  it('shows a lone sample as a dot', () => expect(linePath([null, p(2, 3), null])).toBe('M2 3h0'));
  it('is empty when nothing was measured', () => {
    expect(linePath([null, null])).toBe('');
    expect(ribbonPath([null])).toBe('');
  });
  it('closes a ribbon run by run, upper edge first', () => {
    const e = (x: number) => ({ x, low: 10, high: 5 });
    expect(ribbonPath([e(0), e(1), null, e(3), e(4)])).toBe('M0 5L1 5L1 10L0 10ZM3 5L4 5L4 10L3 10Z');
  });
  it('keeps every sample and every gap of any input', () => {
    for (let bits = 0; bits < 256; ++bits) {
      const items = Array.from({ length: 8 }, (_, i) => ((bits >> i) & 1 ? i : null));
      const runs = runsOf(items);
      expect(runs.flat()).toEqual(items.filter((item) => item !== null));
      for (const run of runs) run.forEach((item, i) => i > 0 && expect(item).toBe((run[i - 1] ?? 0) + 1));
    }
  });
  it('leaves a box through the top when steep and through the side when flat', () => {
    expect(rayEnd(2, 100, 50)).toEqual({ x: 25, y: 50 });
    expect(rayEnd(0.1, 100, 50)).toEqual({ x: 100, y: 10 });
  });
});

describe('figure', () => {
  const joint = (x: number | null, y: number | null) => ({ x: [x], y: [y] });
  it('mirrors, turns y down and leaves out what was not seen', () => {
    const stick = { hip: joint(0, 1), knee: joint(0.5, 0.5), ankle: joint(0, 0), shoulder: joint(null, null) };
    expect(figureAt(stick, 0, 1).limbs).toContain('M0 0L140 -140L0 -280');
    expect(figureAt(stick, 0, -1).limbs).toContain('L-140 -140');
    expect(figureAt(stick, 0, 1).head).toBeNull();
  });
  it('has no box when nothing was ever seen', () => expect(figureBox({ hip: joint(null, null) }, 1)).toBeNull());
});

describe('signature', () => {
  const signature: Signature = { knee: { measure: 'k', zero: 4, range: [0, 72] }, hip: { measure: 'h', zero: -8, range: [0, 100] }, hinge: 3, squat: 2, rule: null };
  const rep = (index: number, at: number): Rep => ({ index, start_s: at - 1, bottom_s: at, end_s: at + 1, phases: [], metrics: {}, findings: [] });
  const series: Series = { time_s: [0, 1, 2, 3, 4, 5, 6, 7, 8], k: [4, 17, 4, 4, 64, 4, 4, null, 4], h: [-8, 84, -8, -8, 82, -8, -8, 80, -8] };
  it('classes a rep by hip per knee at its bottom, from own standing', () => {
    const trails = trailsOf(series, [rep(1, 1), rep(2, 4)], signature);
    expect(trails.map((trail) => trail.zone)).toEqual(['hinge', 'squat']);
    expect(trails[0]?.ratio).toBeCloseTo(92 / 13, 6);
  });
  it('leaves out a rep whose bottom was not measured', () => expect(trailsOf(series, [rep(3, 7)], signature)).toEqual([]));
  it('calls no ratio while the knees hardly move', () => {
    const still = trailsOf({ time_s: [0, 1, 2], k: [4, 5, 4], h: [-8, 84, -8] }, [rep(1, 1)], signature);
    expect([still[0]?.ratio, still[0]?.zone]).toEqual([null, 'hinge']);
  });
  it('gives reps that end together one label', () => {
    const trails = trailsOf({ ...series, k: [4, 17, 4, 4, 17.5, 4, 4, 40, 4] }, [rep(1, 1), rep(2, 4), rep(3, 7)], signature);
    expect(labelsOf(trails, 6).map((label) => label.text)).toEqual(['1, 2', '3']);
  });
});
