// Every measure over time on one axis, one cursor for all of them, the figure and the values at the cursor beside them.
import { useMemo, useRef } from 'preact/hooks';
import type { Panel, PhaseName, Rep, ReportData, Series, Verdict } from '../api/report_data';
import { HEAD, figureAt, figureBox } from '../draw/figure';
import { linePath, ribbonPath } from '../draw/path';
import { type Scale, grow, linear, nearest, ticks } from '../draw/scale';
import { type MomentStore, useMoment } from '../state/moment';
import { verdictOf } from '../state/verdicts';
import { VERDICT_WORD, figure, length, reps as repsWords, seconds, unitDecimals, unitWord, withUnit } from '../words/format';
import { HingeSignature } from './signature';
import { VerdictMark } from './verdict';

const WIDTH = 1000;
const HEIGHT = 100;

export interface PanelDrawing {
  panel: Panel;
  values: (number | null)[];
  line: string;
  ribbon: string;
  y: Scale;
  onsets: { time_s: number; value: number; rep: number }[];
}

export function drawPanel(panel: Panel, series: Series, reps: readonly Rep[], x: Scale): PanelDrawing | null {
  const raw = series[panel.measure];
  if (raw === undefined || raw.every((value) => value === null)) return null;
  const values = raw.map((value) => (value === null ? null : value - panel.zero));
  const y = linear(grow(panel.range, values), [HEIGHT, 0]);
  const spread = series[`${panel.measure}_sd`];
  const place = (i: number): number => x(series.time_s[i] ?? 0);
  const onsets = reps.flatMap((rep) =>
    rep.findings.flatMap((finding) => {
      const time_s = finding.onset_s ?? null;
      if (time_s === null || finding.rule !== panel.rule || (finding.verdict !== 'fault' && finding.verdict !== 'borderline')) return [];
      const value = values[nearest(series.time_s, time_s)] ?? null;
      return value === null ? [] : [{ time_s, value, rep: rep.index }];
    }),
  );
  return {
    panel,
    values,
    line: linePath(values.map((value, i) => (value === null ? null : { x: place(i), y: y(value) }))),
    ribbon: ribbonPath(
      values.map((value, i) => {
        const sd = spread?.[i] ?? null;
        return value === null || sd === null ? null : { x: place(i), low: y(value - 2 * sd), high: y(value + 2 * sd) };
      }),
    ),
    y,
    onsets,
  };
}

/** Highest value of the panel in each rep, null where nothing was measured. */
export const peaks = (drawing: PanelDrawing, times: readonly number[], reps: readonly Rep[]): (number | null)[] =>
  reps.map((rep) => {
    const inside = drawing.values.filter((_, i) => (times[i] ?? 0) >= rep.start_s && (times[i] ?? 0) <= rep.end_s).filter((v): v is number => v !== null);
    return inside.length === 0 ? null : Math.max(...inside);
  });

/** The sentence that names a plot and states its result. */
export function panelSentence(drawing: PanelDrawing, times: readonly number[], reps: readonly Rep[]): string {
  const { panel } = drawing;
  const found = peaks(drawing, times, reps);
  const said = found.flatMap((value, i) => (value === null ? [] : [{ rep: reps[i]?.index ?? 0, words: figure(value, unitDecimals(panel.unit)) }]));
  const unit = panel.unit === 'deg' ? 'degrees' : unitWord(panel.unit);
  const name = `${panel.title} over time, ${unit} ${panel.zero_text}.`;
  if (said.length === 0) return `${name} It was not measured during a rep.`;
  const top = said.length <= 6 ? said.map((s) => s.words).join(', ') : `${figure(Math.min(...found.filter((v): v is number => v !== null)), 0)} to ${figure(Math.max(...found.filter((v): v is number => v !== null)), 0)}`;
  const onset = drawing.onsets[0];
  const leaves = onset === undefined ? '' : ` It first leaves the good band at ${seconds(onset.time_s)}, in rep ${onset.rep}.`;
  return `${name} It peaks at ${top} in ${repsWords(said.map((s) => s.rep))}.${leaves}`;
}

/** What the value means in the bands of its panel; null where the panel judges nothing. */
export function bandVerdict(panel: Panel, value: number): Verdict | null {
  const judged = panel.bands.filter((band) => band.kind !== 'target');
  if (judged.length === 0) return null;
  const hit = judged.filter(({ range: [lo, hi] }) => (lo === null || value > lo) && (hi === null || value <= hi));
  if (hit.some((band) => band.kind === 'fault')) return 'fault';
  return hit.length > 0 ? 'borderline' : 'good';
}

const PHASE_CLASS: Partial<Record<PhaseName, string>> = { descent: 'ph-d', bottom: 'ph-b', ascent: 'ph-u' };

function Phases({ reps, x }: { reps: readonly Rep[]; x: Scale }) {
  return (
    <>
      {reps.flatMap((rep) => rep.phases).map((phase) => {
        const name = PHASE_CLASS[phase.name];
        return name === undefined || phase.end_s <= phase.start_s ? null : (
          <rect class={name} x={x(phase.start_s)} width={x(phase.end_s) - x(phase.start_s)} y="0" height={HEIGHT} />
        );
      })}
    </>
  );
}

const percent = (share: number): string => `${Math.round(share * 100) / 100}%`;

function Cursor({ moment, x }: { moment: MomentStore; x: Scale }) {
  return <i class="cursor" style={{ left: percent(x(useMoment(moment)) / 10) }} />;
}

interface PanelProps { drawing: PanelDrawing; reps: readonly Rep[]; series: Series; x: Scale; moment: MomentStore; tall: boolean }

export function TimePanel({ drawing, reps, series, x, moment, tall }: PanelProps) {
  const { panel, y, line, ribbon, onsets } = drawing;
  const box = useRef<HTMLDivElement>(null);
  const follow = (event: PointerEvent): void => {
    const area = box.current?.getBoundingClientRect();
    if (area === undefined || area.width === 0) return;
    const [first, last] = x.domain;
    moment.set(first + ((event.clientX - area.left) / area.width) * (last - first));
  };
  const inside = (value: number): number => Math.min(HEIGHT, Math.max(0, y(value)));
  const bands = panel.bands.map((band, i) => {
    const top = inside(band.range[1] ?? Infinity);
    const bottom = inside(band.range[0] ?? -Infinity);
    return { ...band, top, height: bottom - top, clip: `clip-${panel.measure}-${i}` };
  }).filter((band) => band.height > 0);
  // With many of them the ring alone says it: labels would cover the curves.
  const named = onsets.length <= 2;
  return (
    <div class="pl">
      <h3>{panel.title} <span>{unitWord(panel.unit)} {panel.zero_text}</span></h3>
      <div class={tall ? 'plot p-tall' : 'plot'} ref={box} role="img" aria-label={panelSentence(drawing, series.time_s, reps)} onPointerMove={follow} onPointerDown={follow}>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <defs>{bands.map((band) => <clipPath id={band.clip}><rect x="0" width={WIDTH} y={band.top} height={band.height} /></clipPath>)}</defs>
          {bands.map((band) => <rect class={`band b-${band.kind}`} x="0" width={WIDTH} y={band.top} height={band.height} />)}
          <Phases reps={reps} x={x} />
          {panel.ticks.map((tick) => <line class={tick === 0 ? 'grid z' : 'grid'} x1="0" x2={WIDTH} y1={y(tick)} y2={y(tick)} />)}
          <path class="rib" d={ribbon} />
          <path class="ln" d={line} />
          {bands.filter((band) => band.kind !== 'target').map((band) => <path class={`ln l-${band.kind}`} clip-path={`url(#${band.clip})`} d={line} />)}
        </svg>
        {panel.ticks.map((tick) => <span class="yt" style={{ top: percent(y(tick)) }}>{figure(tick, Number.isInteger(tick) ? 0 : 1)}</span>)}
        {bands.map((band) => {
          const [words, limits] = band.text.split(/(?=, )/);
          return <span class={`bl b-${band.kind}`} style={{ top: percent(band.top) }}>{words}<span class="w">{limits}</span></span>;
        })}
        {onsets.map((onset) => {
          const left = x(onset.time_s) / 10;
          return (
            <span class={left < 25 ? 'pin right' : 'pin'} style={{ left: percent(left), top: percent(y(onset.value)) }}>
              <i />{named && <b><span class="w">begins </span>{seconds(onset.time_s)}</b>}
            </span>
          );
        })}
        <Cursor moment={moment} x={x} />
      </div>
    </div>
  );
}

/** Above these counts the rep headers shrink to numbers, then to marks on the reps with a finding. */
const HEADERS_WORDED = 6;
const HEADERS_NUMBERED = 14;

function RepHeaders({ reps, x }: { reps: readonly Rep[]; x: Scale }) {
  const size = reps.length <= HEADERS_WORDED ? '' : reps.length <= HEADERS_NUMBERED ? 'small' : 'crowd';
  return (
    <div class={`rephead ${size}`} aria-hidden="true">
      {reps.map((rep) => {
        const verdict = verdictOf(rep);
        const quiet = size === 'crowd' && verdict !== 'fault' && rep.index % 5 !== 0 && rep.index !== 1;
        return (
          <a href={`#rep${rep.index}`} tabIndex={-1} style={{ left: percent(x(rep.start_s) / 10), width: percent((x(rep.end_s) - x(rep.start_s)) / 10) }}>
            {!quiet && <span>{size === '' && <i class="w">Rep </i>}{rep.index}</span>}
            {size !== 'crowd' && <VerdictMark verdict={verdict} />}
          </a>
        );
      })}
    </div>
  );
}

function TimeAxis({ x }: { x: Scale }) {
  const [first, last] = x.domain;
  const minutes = last >= 120;
  const marks = ticks(first, last, 9);
  return (
    <div class="xt" aria-hidden="true">
      {marks.map((mark, i) => {
        const left = x(mark) / 10;
        const words = minutes ? length(mark).replace(' min', '').replace(' s', '') : figure(mark, Number.isInteger(mark) ? 0 : 1);
        const end = i === marks.length - 1;
        return <span class={i % 2 === 1 && !(end && marks.length % 2 === 0) ? 'odd' : ''} style={{ left: percent(left) }}>{words}{end ? (minutes ? ' min' : ' s') : ''}</span>;
      })}
    </div>
  );
}

export const facingOf = (data: ReportData): 1 | -1 => (data.analysis.capture.view === 'sagittal_left' ? -1 : 1);

export function MomentFigure({ data, drawings, moment }: { data: ReportData; drawings: PanelDrawing[]; moment: MomentStore }) {
  const now = useMoment(moment);
  const series = data.series as Series;
  const sample = nearest(series.time_s, now);
  const facing = facingOf(data);
  const box = useMemo(() => (data.stick === null ? null : figureBox(data.stick, facing)), [data]);
  const body = data.stick === null ? null : figureAt(data.stick, sample, facing);
  return (
    <div class="now" role="group" aria-label="Values at the chosen moment">
      {box !== null && body !== null && (
        <svg class="fig" viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`} aria-hidden="true">
          <line class="fl" x1={box.x} x2={box.x + box.width} y1={box.y + box.height - 8} y2={box.y + box.height - 8} />
          <path class="fb" d={body.limbs} />
          {body.head !== null && <circle class="fh" cx={body.head.x} cy={body.head.y} r={HEAD} />}
        </svg>
      )}
      <dl>
        <div><dt>At</dt><dd>{seconds(now)}</dd></div>
        {drawings.map(({ panel, values }) => {
          const value = values[sample] ?? null;
          const verdict = value === null ? null : bandVerdict(panel, value);
          return (
            <div>
              <dt>{panel.title}{verdict !== null && <em class={`t-${verdict}`}>{VERDICT_WORD[verdict]}</em>}</dt>
              <dd>{value === null ? <small>not measured</small> : withUnit(value, panel.unit, unitDecimals(panel.unit))}</dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}

function Slider({ moment, x }: { moment: MomentStore; x: Scale }) {
  const now = useMoment(moment);
  const [first, last] = x.domain;
  return (
    <label class="scr">
      <span class="vh">Move through the clip</span>
      <input type="range" min={first} max={last} step={(last - first) / 300} value={now} aria-valuetext={seconds(now)} onInput={(event) => moment.set(Number(event.currentTarget.value))} />
    </label>
  );
}

export function TimeStack({ data, moment }: { data: ReportData; moment: MomentStore }) {
  const { series, analysis, panels } = data;
  const drawn = useMemo(() => {
    if (series === null) return null;
    const x = linear([series.time_s[0] ?? 0, series.time_s[series.time_s.length - 1] ?? 1], [0, WIDTH]);
    return { x, drawings: panels.map((panel) => drawPanel(panel, series, analysis.reps, x)).filter((item): item is PanelDrawing => item !== null) };
  }, [data]);
  if (series === null || drawn === null || drawn.drawings.length === 0 || analysis.reps.length === 0) return null;
  const { x, drawings } = drawn;
  return (
    <section class="curves" aria-labelledby="h-cur">
      <div class="sh">
        <h2 id="h-cur">What moved, and when</h2>
        <p>In a hinge the hip curve rises and the others stay low. Shading around a line is ±2 standard deviations; a gap is where we could not see.</p>
      </div>
      <div class="cv">
        <div class="plots">
          <RepHeaders reps={analysis.reps} x={x} />
          {drawings.map((drawing, i) => (
            <TimePanel drawing={drawing} reps={analysis.reps} series={series} x={x} moment={moment} tall={i === 0} />
          ))}
          <TimeAxis x={x} />
          <p class="phk" aria-hidden="true"><span class="nw"><span class="sw d" />down</span> <span class="nw"><span class="sw b" />bottom</span> <span class="nw"><span class="sw u" />up</span></p>
          <Slider moment={moment} x={x} />
        </div>
        <MomentFigure data={data} drawings={drawings} moment={moment} />
      </div>
      <HingeSignature data={data} moment={moment} />
    </section>
  );
}
