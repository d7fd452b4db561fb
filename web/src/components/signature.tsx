// Hip against knee: one trail a rep, and in words what it shows and what it cannot.
import { useMemo } from 'preact/hooks';
import type { ReportData, Series, Signature } from '../api/report_data';
import { type Place, linePath, rayEnd } from '../draw/path';
import { grow, linear, nearest, ticks } from '../draw/scale';
import { type Trail, labelsOf, trailsOf } from '../draw/signature';
import { type MomentStore, useMoment } from '../state/moment';
import { hasFinding } from '../state/verdicts';
import { Reps, figure } from '../words/format';

const SIZE = 400;
const EDGE = { left: 44, right: 14, top: 14, bottom: 44 };
/** Sway around standing may cross the axes by this much before they grow. */
const SLACK_DEG = 5;

/** Width of a letter of a label, wide fonts included. */
const LETTER = 9;

const span = (values: number[]): string => {
  const lo = figure(Math.min(...values), Math.min(...values) < 3 ? 1 : 0);
  const hi = figure(Math.max(...values), Math.max(...values) < 3 ? 1 : 0);
  return lo === hi ? lo : `${lo} to ${hi}`;
};

const whoOf = (group: readonly Trail[]): string => (group.length > 8 ? `${group.length} reps` : Reps(group.map((trail) => trail.rep)));

/** One sentence a zone that has reps in it. */
export function signatureSentences(trails: readonly Trail[]): { who: string; what: string }[] {
  const of = (zone: Trail['zone']): Trail[] => trails.filter((trail) => trail.zone === zone);
  const sentence = (group: Trail[], what: (ratios: number[]) => string): { who: string; what: string }[] => {
    if (group.length === 0) return [];
    const ratios = group.map((trail) => trail.ratio).filter((ratio): ratio is number => ratio !== null);
    return [{ who: whoOf(group), what: ratios.length === 0 ? 'folded at the hip while the knees hardly moved.' : what(ratios) }];
  };
  const s = (group: Trail[]): string => (group.length === 1 ? 's' : '');
  return [
    ...sentence(of('hinge'), (r) => `folded about ${span(r)}° at the hip for every degree at the knee.`),
    ...sentence(of('blend'), (r) => `end${s(of('blend'))} between hinge and squat, at ${span(r)} to one.`),
    ...sentence(of('squat'), (r) => `end${s(of('squat'))} in the squat zone, at ${span(r)} to one.`),
  ];
}

function Dot({ data, signature, moment, place }: { data: ReportData; signature: Signature; moment: MomentStore; place: (p: Place) => Place }) {
  const series = data.series as Series;
  const i = nearest(series.time_s, useMoment(moment));
  const knee = series[signature.knee.measure]?.[i] ?? null;
  const hip = series[signature.hip.measure]?.[i] ?? null;
  if (knee === null || hip === null) return null;
  const at = place({ x: knee - signature.knee.zero, y: hip - signature.hip.zero });
  return <circle class="sd" r="6" cx={at.x} cy={at.y} />;
}

export function HingeSignature({ data, moment }: { data: ReportData; moment: MomentStore }) {
  const { series, signature } = data;
  const trails = useMemo(() => (series === null || signature === null ? [] : trailsOf(series, data.analysis.reps, signature)), [data]);
  if (signature === null || trails.length === 0) return null;
  const seen = trails.flatMap((trail) => trail.places);
  const x = linear(grow(signature.knee.range, seen.map((p) => p?.x ?? null), SLACK_DEG), [EDGE.left, SIZE - EDGE.right]);
  const y = linear(grow(signature.hip.range, seen.map((p) => p?.y ?? null), SLACK_DEG), [SIZE - EDGE.bottom, EDGE.top]);
  const place = (p: Place): Place => ({ x: x(p.x), y: y(p.y) });
  const corner = place({ x: 0, y: 0 });
  const [right, top] = [SIZE - EDGE.right, EDGE.top];
  // Zones are wedges from standing, cut at the edge of the plot; measured in drawing units.
  const steep = (ratio: number): number => (ratio * (y(0) - y(1))) / (x(1) - x(0));
  const ray = (ratio: number): Place => {
    const end = rayEnd(steep(ratio), right - corner.x, corner.y - top);
    return { x: corner.x + end.x, y: corner.y - end.y };
  };
  const [hinge, squat] = [ray(signature.hinge), ray(signature.squat)];
  const path = (...places: Place[]): string => `${linePath(places)}Z`;
  const beyond = (p: Place): Place[] => (p.x >= right - 0.01 ? [] : [{ x: right, y: top }]);
  const withFinding = new Set(data.analysis.reps.filter(hasFinding).map((rep) => rep.index));
  const labels = labelsOf(trails, 6);
  const sentences = signatureSentences(trails);
  const name = `Hip fold against knee bend, change from standing. ${sentences.map((s) => `${s.who} ${s.what}`).join(' ')}`;
  return (
    <div class="signature">
      <div class="sgt">
        <h3>Your hinge signature</h3>
        <p>Each line is one rep from standing to the bottom and back. A hinge climbs steeply: the hips move, the knees stay.</p>
        {sentences.map((s) => <p><b>{s.who}</b> {s.what}</p>)}
        <p>Hip and knee can’t show a rounded back, which is why the back is looked at by itself.</p>
      </div>
      <svg class="sig" viewBox={`0 0 ${SIZE} ${SIZE}`} role="img" aria-label={name}>
        <path class="zone z-h" d={path(corner, { x: corner.x, y: top }, hinge)} />
        <path class="zone z-b" d={path(corner, hinge, ...(hinge.x < right && squat.x >= right - 0.01 ? [{ x: right, y: top }] : []), squat)} />
        <path class="zone z-s" d={path(corner, squat, ...beyond(squat), { x: right, y: corner.y })} />
        <path class="zl" d={linePath([corner, hinge, null, corner, squat])} />
        {ticks(y.domain[0], y.domain[1], 5).map((tick) => <text class="ax" x={EDGE.left - 8} y={y(tick) + 4} text-anchor="end">{figure(tick, 0)}</text>)}
        {ticks(x.domain[0], x.domain[1], 5).map((tick) => <text class="ax" x={x(tick)} y={SIZE - EDGE.bottom + 18} text-anchor="middle">{figure(tick, 0)}</text>)}
        <path class="axl" d={`M${EDGE.left} ${top}V${SIZE - EDGE.bottom}H${right}`} />
        <text class="at" x={(EDGE.left + right) / 2} y={SIZE - 6} text-anchor="middle">knee bend, ° from standing</text>
        <text class="at" transform={`translate(12 ${(top + SIZE - EDGE.bottom) / 2}) rotate(-90)`} text-anchor="middle">hip fold, ° from standing</text>
        <text class="zt" x={corner.x + 7} y={top + 15}>hinge</text>
        <text class="zt" x={corner.x + (hinge.x - corner.x + squat.x - corner.x) * 0.36} y={corner.y - (corner.y - hinge.y + corner.y - squat.y) * 0.36} text-anchor="middle">blend</text>
        <text class="zt" x={right - 7} y={corner.y - 20} text-anchor="end">squat</text>
        {trails.map((trail) => {
          const style = trail.zone === 'hinge' ? (withFinding.has(trail.rep) ? 'elsewhere' : '') : trail.zone;
          return <path class={`lp ${style}`} d={linePath(trail.places.map((p) => (p === null ? null : place(p))))} />;
        })}
        {trails.map((trail) => {
          const end = place(trail.bottom);
          if (trail.zone === 'squat') return <path class="pe squat" d={`M${end.x} ${end.y - 8}l7.5 13h-15z`} />;
          if (trail.zone === 'blend') return <path class="pe blend" d={`M${end.x} ${end.y - 7}l7 7-7 7-7-7z`} />;
          return withFinding.has(trail.rep) ? <rect class="pe" x={end.x - 4.5} y={end.y - 4.5} width="9" height="9" /> : <circle class="pe" cx={end.x} cy={end.y} r="5" />;
        })}
        {labels.map((label) => {
          const end = place(label.place);
          const words = label.reps.length > 4 ? `${label.reps.length} reps` : label.zone === 'hinge' ? label.text : `${label.reps.length > 1 ? 'Reps' : 'Rep'} ${label.text}`;
          // Trails that run up close on the right: the label goes left of its own, or else beyond them.
          const close = trails.filter((trail) => !label.reps.includes(trail.rep)).map((trail) => place(trail.bottom)).filter((at) => at.x - end.x > 4 && at.x - end.x < 44 && at.y - end.y < 20);
          const blocked = close.length > 0;
          const beyondAll = Math.max(end.x, ...close.map((at) => at.x));
          const room = end.x - 11 - words.length * LETTER > EDGE.left;
          const left = (blocked && room) || end.x + 12 + words.length * LETTER > right;
          return <text class={`rt ${label.zone}`} x={left ? end.x - 11 : beyondAll + 11} y={Math.max(EDGE.top + 12, end.y + (blocked && !left ? 10 : 5))} text-anchor={left ? 'end' : 'start'}>{words}</text>;
        })}
        <Dot data={data} signature={signature} moment={moment} place={place} />
      </svg>
    </div>
  );
}
