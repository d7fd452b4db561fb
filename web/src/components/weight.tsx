// Where the bar or bell went and how fast: path over the foot, speed of every way up, and both in words.
import { useMemo } from 'preact/hooks';
import type { ReportData, Series, Weight } from '../api/report_data';
import { linePath, type Place } from '../draw/path';
import { linear, ticks } from '../draw/scale';
import { around, speedCurves, weightTrails, type WeightTrail } from '../draw/weight';
import { Reps, figure } from '../words/format';
import { facingOf } from './curves';

/** Which reps stand out: the first to compare with, and the one worth a look. */
function styleOf(rep: number, first: number, weight: Weight): 'first' | 'worst' | 'rest' {
  if (rep === weight.worst?.rep) return 'worst';
  return rep === first ? 'first' : 'rest';
}
const ORDER = { rest: 0, first: 1, worst: 2 };

const WIDTH = 400;
const FOOT_ROOM = 46;
const EDGE = { left: 46, right: 12, top: 12 };
/** Metres. Wide enough for a foot and a path beside it; a lift of half a metre. */
const AHEAD: readonly [number, number] = [-0.22, 0.26];
const HIGH: readonly [number, number] = [0, 0.5];
const STEP = 0.1;

function Key({ first, weight, count }: { first: number; weight: Weight; count: number }) {
  return (
    <p class="wkey" aria-hidden="true">
      <span class="nw"><svg viewBox="0 0 28 8"><path class="wp first" d="M1 4h26" /></svg>up</span>
      <span class="nw"><svg viewBox="0 0 28 8"><path class="wp first down" d="M1 4h26" /></svg>down</span>
      {count > 1 && first !== weight.worst?.rep && <span class="nw"><svg viewBox="0 0 28 8"><path class="wp first" d="M1 4h26" /></svg>rep {first}</span>}
      {weight.worst !== null && <span class="nw"><svg viewBox="0 0 28 8"><path class="wp worst" d="M1 4h26" /></svg>rep {weight.worst.rep}, {weight.worst.word}</span>}
      {count > (weight.worst === null || weight.worst.rep === first ? 1 : 2) && <span class="nw"><svg viewBox="0 0 28 8"><path class="wp rest" d="M1 4h26" /></svg>the others</span>}
    </p>
  );
}

export function pathSentence(weight: Weight, trails: readonly WeightTrail[]): string {
  return `Path of ${weight.source === 'hands' ? 'the hands' : 'the weight'} from the side, ${trails.length} ${trails.length === 1 ? 'rep' : 'reps'}, over the foot. ${weight.summary}`;
}

function BarPath({ data, weight, series }: { data: ReportData; weight: Weight; series: Series }) {
  const trails = useMemo(() => weightTrails(series, data.analysis.reps), [data]);
  if (!weight.has_path || trails.length === 0) return null;
  const first = trails[0]?.rep ?? 1;
  const places = trails.flatMap((trail) => [...trail.up, ...trail.down]);
  const ahead = around(AHEAD[0], AHEAD[1], places.map((p) => p?.x ?? null), STEP / 2);
  const high = around(HIGH[0], HIGH[1], places.map((p) => p?.y ?? null), STEP);
  // One scale for both directions: a path drawn wider than it was would accuse a straight one.
  const scale = (WIDTH - EDGE.left - EDGE.right) / (ahead[1] - ahead[0]);
  const floor = EDGE.top + (high[1] - high[0]) * scale;
  const facing = facingOf(data);
  const x = linear(ahead, facing > 0 ? [EDGE.left, WIDTH - EDGE.right] : [WIDTH - EDGE.right, EDGE.left]);
  const y = linear(high, [floor, EDGE.top]);
  const line = (run: readonly (Place | null)[]): string => linePath(run.map((p) => (p === null ? null : { x: x(p.x), y: y(p.y) })));
  const [heel, toe] = weight.foot ?? [-0.13, 0.13];
  const sole = floor + 32;
  const drawn = [...trails].sort((a, b) => ORDER[styleOf(a.rep, first, weight)] - ORDER[styleOf(b.rep, first, weight)]);
  return (
    <div class="wplot">
      <h3>Path over your foot <span>from the side, drawn to scale</span></h3>
      <svg class="wsvg" viewBox={`0 0 ${WIDTH} ${Math.round(floor + FOOT_ROOM)}`} role="img" aria-label={pathSentence(weight, trails)}>
        {ticks(high[0], high[1], 6).map((tick) => (
          <>
            <line class="wgrid" x1={EDGE.left} x2={WIDTH - EDGE.right} y1={y(tick)} y2={y(tick)} />
            <text class="ax" x={EDGE.left - 8} y={y(tick) + 4} text-anchor="end">{figure(100 * tick, 0)}</text>
          </>
        ))}
        <text class="at" transform={`translate(12 ${(EDGE.top + floor) / 2}) rotate(-90)`} text-anchor="middle">height, cm from its lowest</text>
        <line class="wmid" x1={x(0)} x2={x(0)} y1={EDGE.top} y2={sole} />
        <text class="at" x={x(0) + (facing > 0 ? -6 : 6)} y={EDGE.top + 12} text-anchor={facing > 0 ? 'end' : 'start'}>mid-foot</text>
        {drawn.map((trail) => {
          const style = styleOf(trail.rep, first, weight);
          return <><path class={`wp ${style} down`} d={line(trail.down)} /><path class={`wp ${style}`} d={line(trail.up)} /></>;
        })}
        <path class="wfoot" d={`M${x(heel)} ${sole}Q${x(heel)} ${sole - 14} ${x(heel * 0.45)} ${sole - 15}L${x(toe * 0.55)} ${sole - 9}Q${x(toe)} ${sole - 6} ${x(toe)} ${sole}Z`} />
        <text class="at" x={x(heel)} y={sole + 13} text-anchor="middle">heel</text>
        <text class="at" x={x(toe)} y={sole + 13} text-anchor="middle">toes</text>
      </svg>
      <Key first={first} weight={weight} count={trails.length} />
    </div>
  );
}

const HEIGHT = 260;
const PLOT = { left: 46, right: 12, top: 16, bottom: 42 };

function Speeds({ weight, series }: { weight: Weight; series: Series }) {
  const curves = useMemo(() => speedCurves(series, weight.lifts).filter((curve) => curve.places.some((p) => p !== null)), [series, weight]);
  if (curves.length === 0) return null;
  const first = curves[0]?.rep ?? 1;
  const places = curves.flatMap((curve) => curve.places);
  const time = around(0, 0.5, places.map((p) => p?.x ?? null), 0.25);
  const speed = around(0, 0.4, places.map((p) => p?.y ?? null), 0.2);
  const x = linear(time, [PLOT.left, WIDTH - PLOT.right]);
  const y = linear(speed, [HEIGHT - PLOT.bottom, PLOT.top]);
  const drawn = [...curves].sort((a, b) => ORDER[styleOf(a.rep, first, weight)] - ORDER[styleOf(b.rep, first, weight)]);
  const name = `Upward speed of each rep from when it sets off. It is fastest at ${weight.lifts.map((lift) => figure(lift.peak_velocity, 2)).join(', ')} metres a second.`;
  return (
    <div class="wplot">
      <h3>Speed on the way up <span>m/s, seconds since it set off</span></h3>
      <svg class="wsvg" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={name}>
        {ticks(speed[0], speed[1], 5).map((tick) => (
          <>
            <line class="wgrid" x1={PLOT.left} x2={WIDTH - PLOT.right} y1={y(tick)} y2={y(tick)} />
            <text class="ax" x={PLOT.left - 8} y={y(tick) + 4} text-anchor="end">{figure(tick, 1)}</text>
          </>
        ))}
        {ticks(time[0], time[1], 6).map((tick) => <text class="ax" x={x(tick)} y={HEIGHT - PLOT.bottom + 18} text-anchor="middle">{figure(tick, Number.isInteger(tick) ? 0 : 1)}</text>)}
        <text class="at" x={(PLOT.left + WIDTH - PLOT.right) / 2} y={HEIGHT - 6} text-anchor="middle">seconds</text>
        {drawn.map((curve) => <path class={`wp ${styleOf(curve.rep, first, weight)}`} d={linePath(curve.places.map((p) => (p === null ? null : { x: x(p.x), y: y(p.y) })))} />)}
      </svg>
    </div>
  );
}

/** Above this many reps the bars get no numbers of their own. */
const NUMBERED = 12;

function MeanSpeeds({ weight }: { weight: Weight }) {
  if (weight.lifts.length < 2) return null;
  const best = Math.max(...weight.lifts.map((lift) => lift.mean_velocity));
  const dense = weight.lifts.length > NUMBERED;
  return (
    <div class="wplot wmean">
      <h3>Mean speed, rep by rep <span>m/s, and less than the fastest so far</span></h3>
      <ol class={dense ? 'wbars dense' : 'wbars'}>
        {weight.lifts.map((lift) => {
          const loss = lift.velocity_loss === null ? 0 : Math.round(100 * lift.velocity_loss);
          return (
            <li>
              <b><span class="vh">Rep </span>{lift.rep}</b>
              <span class="wtrack" aria-hidden="true">
                <i class={lift.rep === weight.worst?.rep ? 'worst' : ''} style={{ width: `${Math.round((1000 * lift.mean_velocity) / (1.1 * best)) / 10}%` }} />
                <u style={{ left: `${Math.round((1000 * Math.max(0, lift.mean_velocity - 2 * lift.own_sd)) / (1.1 * best)) / 10}%`, width: `${Math.round((4000 * lift.own_sd) / (1.1 * best)) / 10}%` }} />
              </span>
              <span class="wv">{figure(lift.mean_velocity, 2)}{loss > 0 && <small> −{loss} %</small>}</span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

export function WeightSection({ data }: { data: ReportData }) {
  const { weight, series } = data;
  if (weight === null || series === null) return null;
  const unseen = data.analysis.reps.map((rep) => rep.index).filter((index) => !weight.lifts.some((lift) => lift.rep === index));
  return (
    <section class="weight" aria-labelledby="h-wt">
      <div class="sh">
        <h2 id="h-wt">{weight.source === 'hands' ? 'Where your hands went' : 'Where the weight went'}</h2>
        {weight.stand_in !== '' && <p><b>{weight.stand_in}</b></p>}
      </div>
      <p class="wsay">{weight.summary}{unseen.length > 0 && ` ${Reps(unseen)}: not seen on all of the way up, so no speed is given.`}</p>
      <div class="wgrid2">
        <BarPath data={data} weight={weight} series={series} />
        <div class="wspeeds"><MeanSpeeds weight={weight} /><Speeds weight={weight} series={series} /></div>
      </div>
      <p class="fine">{weight.caution}{weight.lifts.length > 1 ? ' The thin mark at the end of a bar is ±2 standard deviations of that rep against the others.' : ''}</p>
    </section>
  );
}
