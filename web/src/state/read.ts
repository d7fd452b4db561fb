// From the inlined text to ReportData: what is missing gets the empty value, what has the wrong shape is dropped, so that
// every component may rely on the types. A page that cannot be read says so in one sentence.
import type { Analysis, Finding, KnownBy, Phase, Rep, ReportData, Series, Stick, StickPart, Still, Verdict, Weight } from '../api/report_data';
import { capital } from '../words/format';

type Loose = Record<string, unknown>;

const object = (value: unknown): Loose => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {});
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const textOrNull = (value: unknown): string | null => text(value) || null;
const number = (value: unknown, otherwise = 0): number => (typeof value === 'number' && Number.isFinite(value) ? value : otherwise);
const numberOrNull = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);
const texts = (value: unknown): string[] => list(value).map(text).filter((item) => item !== '');
const numbers = (value: unknown): number[] => list(value).filter((item): item is number => numberOrNull(item) !== null);
const range = (value: unknown): [number | null, number | null] => [numberOrNull(list(value)[0]), numberOrNull(list(value)[1])];

function oneOf<T extends string>(value: unknown, allowed: readonly T[], otherwise: T): T {
  return allowed.includes(value as T) ? (value as T) : otherwise;
}

const WAYS = ['measured', 'inferred', 'asked'] as const;
const VERDICTS = ['good', 'borderline', 'fault', 'cannot_judge'] as const;
/** A verdict this page does not know is not shown as one it does. */
const verdict = (value: unknown): Verdict => oneOf(value, VERDICTS, 'cannot_judge');
const PARTS: readonly StickPart[] = ['ear', 'shoulder', 'elbow', 'wrist', 'hip', 'knee', 'ankle', 'heel', 'toe'];

function readRep(raw: unknown, position: number): Rep {
  const rep = object(raw);
  const start_s = number(rep['start_s']);
  const metrics: Rep['metrics'] = {};
  for (const [id, item] of Object.entries(object(rep['metrics']))) {
    const value = numberOrNull(object(item)['value']);
    if (value !== null) metrics[id] = { value, unit: text(object(item)['unit']), sd: numberOrNull(object(item)['sd']) };
  }
  return {
    index: number(rep['index'], position + 1),
    start_s,
    bottom_s: number(rep['bottom_s'], start_s),
    end_s: number(rep['end_s'], start_s),
    phases: list(rep['phases']).map(object).map((phase): Phase => ({
      name: oneOf(phase['name'], ['setup', 'descent', 'bottom', 'ascent', 'lockout'] as const, 'setup'),
      start_s: number(phase['start_s']),
      end_s: number(phase['end_s']),
    })),
    metrics,
    findings: list(rep['findings']).map(object).map((finding): Finding => ({
      rule: text(finding['rule']),
      verdict: verdict(finding['verdict']),
      value: numberOrNull(finding['value']),
      unit: text(finding['unit']),
      sd: numberOrNull(finding['sd']),
      limit: numberOrNull(finding['limit']),
      onset_s: numberOrNull(finding['onset_s']),
      worst_s: numberOrNull(finding['worst_s']),
      why: text(finding['why']),
      known_by: oneOf(finding['known_by'], WAYS, 'measured'),
    })),
    ...(rep['verdict'] === undefined ? {} : { verdict: verdict(rep['verdict']) }),
  };
}

function readAnalysis(raw: unknown): Analysis {
  const analysis = object(raw);
  const engine = object(analysis['engine']);
  const source = object(analysis['source']);
  const capture = object(analysis['capture']);
  const movement = object(analysis['movement']);
  const set = object(analysis['set']);
  const coaching = object(analysis['coaching']);
  const reps = list(analysis['reps']).map(readRep);
  const views = ['sagittal_left', 'sagittal_right', 'oblique', 'frontal', 'unknown'] as const;
  return {
    schema: text(analysis['schema']),
    engine: { version: text(engine['version']), pose_model: text(engine['pose_model']) },
    source: {
      file: text(source['file']),
      sha256: text(source['sha256']),
      duration_s: number(source['duration_s']),
      frames: number(source['frames']),
      fps: number(source['fps']),
      width_px: number(source['width_px']),
      height_px: number(source['height_px']),
    },
    capture: {
      view: oneOf(capture['view'], views, 'unknown'),
      yaw_deg: number(capture['yaw_deg']),
      yaw_sd_deg: number(capture['yaw_sd_deg']),
      tracked_fraction: number(capture['tracked_fraction']),
      people: number(capture['people']),
      warnings: texts(capture['warnings']),
    },
    movement: {
      pattern: text(movement['pattern']),
      exercise: text(movement['exercise']),
      confidence: number(movement['confidence']),
      candidates: list(movement['candidates']).map(object).map((item) => ({ exercise: text(item['exercise']), confidence: number(item['confidence']) })),
      why: list(movement['why']).map(object).map((item) => ({ speaks: oneOf(item['speaks'], ['for', 'against'] as const, 'for'), text: text(item['text']) })),
      given_by_user: movement['given_by_user'] === true,
      why_no_reps: text(movement['why_no_reps']),
    },
    reps,
    set: {
      reps: number(set['reps'], reps.length),
      checkpoints: list(set['checkpoints']).map(object).map((item) => ({
        id: text(item['id']),
        verdict: verdict(item['verdict']),
        known_by: oneOf(item['known_by'], WAYS, 'measured'),
        sentence: text(item['sentence']),
        reps: numbers(item['reps']),
        rule: textOrNull(item['rule']),
      })),
      priority: textOrNull(set['priority']),
    },
    coaching: {
      headline: text(coaching['headline']),
      say: text(coaching['say']),
      cue: text(coaching['cue']),
      drill: text(coaching['drill']),
      drill_title: text(coaching['drill_title']),
      drill_dose: text(coaching['drill_dose']),
      drill_how: text(coaching['drill_how']),
      why: text(coaching['why']),
      next: text(coaching['next']),
      rung: text(coaching['rung']),
      priority: textOrNull(coaching['priority']) ?? textOrNull(set['priority']),
      priority_rep: numberOrNull(coaching['priority_rep']),
      reps: list(coaching['reps']).map(object).map((item) => ({ rep: number(item['rep']), title: text(item['title']), sentence: text(item['sentence']) })),
    },
    series: text(analysis['series']),
  };
}

/** Columns cut or filled with null to the length of `time_s`; null without at least two samples. */
function readSeries(raw: unknown): Series | null {
  const columns = object(raw);
  const time_s = numbers(columns['time_s']);
  if (time_s.length < 2 || time_s.length !== list(columns['time_s']).length) return null;
  const series: Series = { time_s };
  for (const [name, column] of Object.entries(columns)) {
    if (name !== 'time_s' && Array.isArray(column)) series[name] = time_s.map((_, i) => numberOrNull(column[i]));
  }
  return series;
}

function readStick(raw: unknown, samples: number): Stick | null {
  const stick: Stick = {};
  for (const part of PARTS) {
    const path = object(object(raw)[part]);
    if (!Array.isArray(path['x']) || !Array.isArray(path['y'])) continue;
    const axis = (values: unknown[]): (number | null)[] => Array.from({ length: samples }, (_, i) => numberOrNull(values[i]));
    stick[part] = { x: axis(path['x']), y: axis(path['y']) };
  }
  return Object.keys(stick).length > 0 && samples > 0 ? stick : null;
}

/** Only pictures that are part of the file itself: nothing is fetched, nothing else is run. */
const EMBEDDED = /^data:image\/(jpeg|png|webp);base64,[A-Za-z0-9+/=]+$/;

function readStill(raw: unknown): Still {
  const still = object(raw);
  const crop = object(still['crop']);
  const image = text(still['image']);
  return {
    rep: number(still['rep']),
    moment: oneOf(still['moment'], ['start', 'bottom', 'lockout', 'onset', 'worst'] as const, 'bottom'),
    rule: textOrNull(still['rule']),
    verdict: still['verdict'] === null || still['verdict'] === undefined ? null : verdict(still['verdict']),
    time_s: number(still['time_s']),
    image: EMBEDDED.test(image) ? image : '',
    width_px: number(still['width_px'], 1),
    height_px: number(still['height_px'], 1),
    crop:
      number(crop['width']) > 0 && number(crop['height']) > 0
        ? { x: number(crop['x']), y: number(crop['y']), width: number(crop['width']), height: number(crop['height']) }
        : null,
    alt: text(still['alt']),
    caption: text(still['caption']),
    key: list(still['key']).map(object).map((line) => ({
      line: oneOf(line['line'], ['solid', 'dotted'] as const, 'solid'),
      verdict: line['verdict'] === null || line['verdict'] === undefined ? null : verdict(line['verdict']),
      text: text(line['text']),
    })),
  };
}

function readSignature(raw: unknown): ReportData['signature'] {
  const signature = object(raw);
  const axis = (value: unknown, otherwise: number): { measure: string; zero: number; range: [number, number] } => {
    const a = object(value);
    const [lo, hi] = range(a['range']);
    return { measure: text(a['measure']), zero: number(a['zero']), range: [lo ?? 0, hi ?? otherwise] };
  };
  const knee = axis(signature['knee'], 72);
  const hip = axis(signature['hip'], 100);
  const hinge = number(signature['hinge']);
  const squat = number(signature['squat']);
  if (knee.measure === '' || hip.measure === '' || !(hinge > squat) || !(squat > 0)) return null;
  return { knee, hip, hinge, squat, rule: textOrNull(signature['rule']) };
}

function readWeight(raw: unknown): Weight | null {
  const weight = object(raw);
  const lifts = list(weight['lifts']).map(object).filter((lift) => number(lift['end_s']) > number(lift['start_s']) && number(lift['mean_velocity']) > 0);
  if (lifts.length === 0) return null;
  const [heel, toe] = range(weight['foot']);
  const worst = object(weight['worst']);
  return {
    source: oneOf(weight['source'], ['round', 'hands'] as const, 'hands'),
    stand_in: text(weight['stand_in']),
    summary: text(weight['summary']),
    caution: text(weight['caution']),
    has_path: weight['has_path'] === true,
    ballistic: weight['ballistic'] === true,
    foot: heel !== null && toe !== null && heel < 0 && toe > 0 ? [heel, toe] : null,
    worst: numberOrNull(worst['rep']) === null ? null : { rep: number(worst['rep']), word: text(worst['word']) },
    lifts: lifts.map((lift) => ({
      rep: number(lift['rep']),
      start_s: number(lift['start_s']),
      end_s: number(lift['end_s']),
      mean_velocity: number(lift['mean_velocity']),
      own_sd: Math.max(0, number(lift['own_sd'])),
      peak_velocity: number(lift['peak_velocity']),
      velocity_loss: numberOrNull(lift['velocity_loss']),
      drift: numberOrNull(lift['drift']),
    })),
  };
}

/** Its own name where the report brings no word. */
function readWays(raw: Record<string, unknown>): ReportData['known_by'] {
  const way = (by: KnownBy) => ({ word: text(object(raw[by])['word']) || capital(by), how: text(object(raw[by])['how']) });
  return { measured: way('measured'), inferred: way('inferred'), asked: way('asked') };
}

export type ReadResult = { kind: 'read'; data: ReportData } | { kind: 'unreadable'; why: string };

export function readReport(json: string): ReadResult {
  let raw: unknown;
  try {
    raw = JSON.parse(json.replace('/*HINGE_' + 'DATA*/', ''));
  } catch {
    return { kind: 'unreadable', why: 'The data in this page is damaged. Make the report again with hinge analyze.' };
  }
  if (raw === null) return { kind: 'unreadable', why: 'This page holds no report yet. hinge analyze fills it in.' };
  const data = object(raw);
  if (data['format'] !== 1) {
    return { kind: 'unreadable', why: 'This report was written by another version of Hinge. Make it again with the one you have.' };
  }
  const series = readSeries(data['series']);
  const stills = list(data['stills']).map(readStill);
  const exercise = object(data['exercise']);
  const [lo, hi] = range(exercise['target_hip_fold_deg']);
  const method = object(data['method']);
  const guide = object(data['film_guide']);
  const disclaimer = object(data['disclaimer']);
  const hero = numberOrNull(data['hero']);
  return {
    kind: 'read',
    data: {
      format: 1,
      created: text(data['created']),
      analysis: readAnalysis(data['analysis']),
      series,
      stick: readStick(data['stick'], series?.time_s.length ?? 0),
      stills: stills.filter((still) => still.image !== ''),
      hero: hero !== null && stills[hero] !== undefined && stills[hero].image !== '' ? stills.slice(0, hero).filter((still) => still.image !== '').length : null,
      exercise: { id: text(exercise['id']), title: text(exercise['title']), target_hip_fold_deg: lo !== null && hi !== null ? [lo, hi] : null },
      rules: list(data['rules']).map(object).map((rule) => ({
        id: text(rule['id']),
        title: text(rule['title']) || text(rule['id']).replaceAll('_', ' '),
        short: text(rule['short']),
        checkpoint: text(rule['checkpoint']),
        metric: text(rule['metric']),
        metric_title: text(rule['metric_title']),
        unit: text(rule['unit']),
        good: range(rule['good']),
        fault: range(rule['fault']),
        source: text(rule['source']),
        support: oneOf(rule['support'], ['mechanism', 'direction', 'number', 'our_cutoff'] as const, 'our_cutoff'),
      })),
      checkpoints: list(data['checkpoints']).map(object).map((item) => ({ id: text(item['id']), title: text(item['title']), ask: textOrNull(item['ask']), teach: textOrNull(item['teach']) })),
      known_by: readWays(object(data['known_by'])),
      panels: list(data['panels']).map(object).map((panel) => {
        const [bottom, top] = range(panel['range']);
        return {
          measure: text(panel['measure']),
          title: text(panel['title']),
          zero_text: text(panel['zero_text']),
          unit: text(panel['unit']) || 'deg',
          zero: number(panel['zero']),
          range: [bottom ?? 0, top ?? 100] as const,
          ticks: numbers(panel['ticks']),
          bands: list(panel['bands']).map(object).map((band) => ({
            kind: oneOf(band['kind'], ['target', 'borderline', 'fault'] as const, 'target'),
            range: range(band['range']),
            text: text(band['text']),
          })),
          rule: textOrNull(panel['rule']),
        };
      }),
      signature: readSignature(data['signature']),
      weight: readWeight(data['weight']),
      metrics: list(data['metrics']).map(object).map((metric) => ({
        id: text(metric['id']),
        title: text(metric['title']) || text(metric['id']).replaceAll('_', ' '),
        unit: text(metric['unit']),
        group: text(metric['group']),
        note: textOrNull(metric['note']),
        ...(numberOrNull(metric['decimals']) === null ? {} : { decimals: Math.min(6, Math.max(0, number(metric['decimals']))) }),
      })),
      cannot_judge: list(data['cannot_judge']).map(object).map((limit) => ({ title: text(limit['title']), text: text(limit['text']) })),
      film_guide: { tips: texts(guide['tips']), text: text(guide['text']) },
      method: {
        engine: text(method['engine']),
        model: text(method['model']),
        knowledge: text(method['knowledge']),
        text: text(method['text']),
        cutoff_hz: numberOrNull(method['cutoff_hz']),
        sources: list(method['sources']).map(object).map((source) => ({ key: text(source['key']), text: text(source['text']), url: textOrNull(source['url']) })),
        cutoff_note: text(method['cutoff_note']),
      },
      disclaimer: { bold: text(disclaimer['bold']), text: text(disclaimer['text']) },
    },
  };
}
