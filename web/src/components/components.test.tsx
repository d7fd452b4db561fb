import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
// @ts-expect-error plain JavaScript, shared with the page's tests
import { cases } from '../../fixtures/cases.mjs';
import type { Panel, ReportData, Series } from '../api/report_data';
import type { Place } from '../draw/path';
import { linear } from '../draw/scale';
import { weightTrails } from '../draw/weight';
import { readReport } from '../state/read';
import { countWords } from './checkpoints';
import { bandVerdict, drawPanel, panelSentence } from './curves';
import { Report } from './report';
import { headlineOf } from './summary';
import { meanOf } from './table';

const read = (raw: unknown): ReportData => {
  const result = readReport(JSON.stringify(raw));
  if (result.kind !== 'read') throw new Error(result.why);
  return result.data;
};

describe('the page', () => {
  it('draws every kind of report', () => {
    for (const make of Object.values(cases) as (() => unknown)[]) expect(renderToString(<Report data={read(make())} compact={false} />)).toContain('<h1');
  });
  it('turns no text into markup', () => {
    const html = renderToString(<Report data={read(cases.hostile())} compact={false} />);
    expect(html).toContain('&lt;img src=x');
    expect(html).not.toMatch(/<img src=x|<\/script|javascript:|svg\+xml/);
  });
  it('teaches what it asks, beside the question', () => {
    const raw = cases.demo();
    raw.checkpoints[2].teach = 'Push every finger outwards.';
    const html = renderToString(<Report data={read(raw)} compact={false} />);
    expect(html).toContain('<p class="teach">Push every finger outwards.</p>');
  });
  it('says beside a finding how it is known, in the words of the report', () => {
    const raw = cases.demo();
    raw.known_by = { inferred: { word: 'Read from posture', how: 'not seen itself' } };
    raw.analysis.reps[2].findings = raw.analysis.reps[2].findings.map((finding: object) => ({ ...finding, known_by: 'inferred' }));
    const html = renderToString(<Report data={read(raw)} compact={false} />);
    expect(html).toMatch(/id="rep3"(?:(?!<\/article>).)*k-inferred">Read from posture/s);
    expect(html).not.toMatch(/id="rep1"(?:(?!<\/article>).)*class="kn/s);
    expect(html).toContain('not seen itself');
  });
  it('says beside the exercise why it is called so, and what speaks against it', () => {
    const raw = cases.demo();
    raw.analysis.movement.why = [
      { evidence: 'knee_flexion', speaks: 'for', value: 17, unit: 'deg', text: 'the knees were bent 17° at the bottom' },
      { evidence: 'start', speaks: 'for', value: 0.6, unit: 'leg_lengths', text: 'the hands hung' },
      { evidence: 'repetitions', speaks: 'against', value: 1, unit: 'ratio', text: 'only one repetition was seen' },
    ];
    const html = renderToString(<Report data={read(raw)} compact={false} />);
    expect(html).toContain('<small class="why">The knees were bent 17° at the bottom; the hands hung. Against it: only one repetition was seen.</small>');
    raw.exercise.id = 'unknown';
    expect(renderToString(<Report data={read(raw)} compact={false} />)).not.toContain('class="why"');
  });
  it('gives every verdict a word wherever it stands', () => {
    const html = renderToString(<Report data={read(cases.demo())} compact={false} />);
    expect(html.match(/Needs work/g)?.length).toBeGreaterThanOrEqual(6);
  });
});

describe('the path of the weight', () => {
  const html = (raw: unknown): string => renderToString(<Report data={read(raw)} compact={false} />);
  it('stands on the page where a weight is lifted, and nowhere else', () => {
    expect(html(cases.barbell())).toContain('Where the weight went');
    expect(html(cases.demo())).not.toContain('id="h-wt"');
  });
  it('says it in words: the view, the metres, the marked rep', () => {
    const page = html(cases.barbell());
    for (const words of ['The last rep was 19 % slower', 'Read from the side', 'strays most', 'mid-foot', 'drawn to scale']) expect(page).toContain(words);
  });
  it('says that the hands stand in, and draws no path the view does not show', () => {
    const page = html(cases.barbell_hands());
    expect(page).toContain('No plate or bell was seen; the hands stand in for it.');
    expect(page).toContain('Where your hands went');
    expect(page).not.toContain('Path over your foot');
    expect(page).toContain('Speed on the way up');
  });
  it('parts up from down where the weight turns', () => {
    const data = read(cases.barbell());
    const [trail] = weightTrails(data.series as Series, data.analysis.reps);
    expect(trail?.rep).toBe(1);
    const seen = (run: (Place | null)[]): Place[] => run.filter((p): p is Place => p !== null);
    expect(Math.max(...seen(trail?.up ?? []).map((p) => p.y))).toBeGreaterThan(0.5);
    expect(Math.max(...seen(trail?.down ?? []).map((p) => p.y))).toBeGreaterThan(0.4);
    // The turn belongs to both, so the line has no hole there.
    expect((trail?.up ?? []).filter((p, i) => p !== null && trail?.down[i] !== null).length).toBeGreaterThan(0);
  });
  it('leaves a hole where the weight was not seen', () => {
    const raw = cases.barbell();
    raw.series.weight_height_m = raw.series.weight_height_m.map((v: number, i: number) => (raw.series.time_s[i] > 2.2 && raw.series.time_s[i] < 2.6 ? null : v));
    const data = read(raw);
    const [trail] = weightTrails(data.series as Series, data.analysis.reps);
    expect(trail?.up.some((p, i) => p === null && trail.down[i] === null)).toBe(true);
  });
  it('names the reps it gives no speed for', () => {
    const raw = cases.barbell();
    raw.weight.lifts = raw.weight.lifts.filter((lift: { rep: number }) => lift.rep !== 2);
    expect(html(raw)).toContain('Rep 2: not seen on all of the way up, so no speed is given.');
  });
  it('drops lifts that make no sense', () => {
    const raw = cases.barbell();
    for (const lift of raw.weight.lifts) lift.mean_velocity = 0;
    expect(read(raw).weight).toBeNull();
  });
});

describe('words of the page', () => {
  it('find a headline when the coach wrote none', () => {
    const data = read(cases.no_person());
    expect(headlineOf(data)).toBe('Nobody was found.');
    expect(headlineOf(read({ format: 1 }))).toBe('We could not find anybody in this clip.');
  });
  it('count reps beside a verdict', () => {
    const checkpoint = read(cases.demo()).analysis.set.checkpoints[3];
    if (checkpoint === undefined) throw new Error('no checkpoint');
    expect(countWords(checkpoint, 4)).toBe('rep 3');
    expect(countWords({ ...checkpoint, reps: [1, 2, 4] }, 10)).toBe('3 of 10 reps');
    expect(countWords({ ...checkpoint, verdict: 'good', reps: [] }, 4)).toBe('all 4 reps');
    expect(countWords({ ...checkpoint, verdict: 'cannot_judge' }, 4)).toBe('');
  });
  it('state the result of a plot in its name', () => {
    const data = read(cases.demo());
    if (data.series === null) throw new Error('no series');
    const drawing = drawPanel(data.panels[1] as Panel, data.series, data.analysis.reps, linear([0, 16.6], [0, 1000]));
    if (drawing === null) throw new Error('not drawn');
    expect(panelSentence(drawing, data.series.time_s, data.analysis.reps)).toBe(
      'Knee bend over time, degrees from your standing. It peaks at 13, 13, 58, 9 in reps 1–4. It first leaves the good band at 9.2 s, in rep 3.',
    );
  });
  it('draw no panel for a measure nobody saw', () => {
    const data = read(cases.no_spine());
    if (data.series === null) throw new Error('no series');
    expect(drawPanel(data.panels[2] as Panel, data.series, data.analysis.reps, linear([0, 1], [0, 1000]))).toBeNull();
  });
  it('judge the moment by the bands of its panel, edges inside', () => {
    const panel = read(cases.demo()).panels[1] as Panel;
    expect([25, 25.1, 40, 40.1].map((value) => bandVerdict(panel, value))).toEqual(['good', 'borderline', 'borderline', 'fault']);
    expect(bandVerdict(read(cases.demo()).panels[0] as Panel, 90)).toBeNull();
  });
  it('mean over the reps that were measured only', () => {
    const reps = read(cases.gaps()).analysis.reps;
    const mean = meanOf(reps, 'knee_flexion_peak');
    expect(mean?.value).toBeCloseTo((16.76 + 16.87 + 61.98) / 3, 0);
    expect(meanOf(reps, 'never_heard_of')).toBeNull();
    expect(meanOf(reps.slice(0, 1), 'knee_flexion_peak')?.sd).toBeNull();
  });
});
