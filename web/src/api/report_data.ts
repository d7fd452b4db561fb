// What the report writer puts into the page: docs/formats/report-data.md says the same in words.
// Everything may be missing except what is not marked `| null` or `?`; a measure that was not seen is null or absent,
// never a stand-in. Seconds from the clip's first frame, angles in degrees.

export type Verdict = 'good' | 'borderline' | 'fault' | 'cannot_judge';
export type KnownBy = 'measured' | 'inferred' | 'asked';
export type View = 'sagittal_left' | 'sagittal_right' | 'oblique' | 'frontal' | 'unknown';
export type PhaseName = 'setup' | 'descent' | 'bottom' | 'ascent' | 'lockout';
export type Moment = 'start' | 'bottom' | 'lockout' | 'onset' | 'worst';
/** How well the sources carry a rule: a mechanism, a direction, the number itself, or only our own cut-off. */
export type Support = 'mechanism' | 'direction' | 'number' | 'our_cutoff';
/** 'deg', 's', 'm', 'm_per_s', 'ratio', 'foot_lengths', 'newton_metres', 'newton_metres_per_kg'; an unknown unit is shown as it is written. */
export type Unit = string;
/** Lowest and highest value; null is open on that side. */
export type Range = readonly [number | null, number | null];

export interface ReportData {
  format: 1;
  /** ISO 8601, when the report was written. */
  created: string;
  analysis: Analysis;
  /** null when no frame could be measured. */
  series: Series | null;
  /** Where the camera side's joints are, one entry a time sample. null: not measured. */
  stick: Stick | null;
  stills: Still[];
  /** Index into `stills` of the picture that proves the priority (or shows the best rep). */
  hero: number | null;
  exercise: Exercise;
  rules: Rule[];
  /** The word for each way of knowing, and the clause that explains it. */
  known_by: Record<KnownBy, { word: string; how: string }>;
  /** Titles and questions in the guide's order. */
  checkpoints: CheckpointText[];
  /** Which measures are drawn over time, top to bottom. */
  panels: Panel[];
  /** Hip against knee; null where the exercise has no such plot or nothing was measured. */
  signature: Signature | null;
  /** Where the bar or bell went; null where no weight is lifted. Its places are `weight_…` columns of `series`. */
  weight: Weight | null;
  /** Rows of the values table, in order; grouped by `group`. */
  metrics: MetricText[];
  /** What no camera could see here, whatever the verdicts: brace, muscles, left against right. */
  cannot_judge: Limit[];
  film_guide: FilmGuide;
  method: Method;
  disclaimer: Disclaimer;
}

// --- analysis.json (design 4), with the texts the coach wrote -----------------------------------------------------

export interface Analysis {
  schema: string;
  engine: { version: string; pose_model: string };
  source: { file: string; sha256: string; duration_s: number; frames: number; fps: number; width_px: number; height_px: number };
  capture: { view: View; yaw_deg: number; yaw_sd_deg: number; tracked_fraction: number; people: number; warnings: string[] };
  movement: {
    pattern: string;
    exercise: string;
    confidence: number;
    candidates: { exercise: string; confidence: number }[];
    /** What was seen that gives the name, the most telling first, then what speaks against it; plain clauses. */
    why: { speaks: 'for' | 'against'; text: string }[];
    given_by_user?: boolean;
    /** A plain sentence when there are no reps. */
    why_no_reps?: string;
  };
  reps: Rep[];
  set: { reps: number; checkpoints: Checkpoint[]; priority: string | null };
  coaching: Coaching;
  series: string;
}

export interface Phase { name: PhaseName; start_s: number; end_s: number }

export interface MetricValue { value: number; unit: Unit; sd?: number | null }

export interface Rep {
  index: number;
  start_s: number;
  bottom_s: number;
  end_s: number;
  phases: Phase[];
  metrics: Record<string, MetricValue>;
  findings: Finding[];
  /** The rep's mark. Absent in analysis.json: then the worst of its findings. */
  verdict?: Verdict;
}

export interface Finding {
  rule: string;
  verdict: Verdict;
  value?: number | null;
  unit?: Unit;
  sd?: number | null;
  limit?: number | null;
  onset_s?: number | null;
  worst_s?: number | null;
  why: string;
  known_by: KnownBy;
}

export interface Checkpoint {
  id: string;
  verdict: Verdict;
  known_by: KnownBy;
  /** What was seen, in plain words; empty: the page says only the verdict. */
  sentence: string;
  /** The reps that show the finding (for good: empty or all). */
  reps: number[];
  /** The rule that decided; null or empty if none. */
  rule: string | null;
}

export interface Coaching {
  headline: string;
  say: string;
  cue: string;
  drill: string;
  drill_title: string;
  drill_dose: string;
  drill_how: string;
  why: string;
  next: string;
  rung: string;
  /** Rule id; null or empty: nothing to fix first. */
  priority?: string | null;
  priority_rep: number | null;
  reps: { rep: number; title: string; sentence: string }[];
}

// --- what only the page needs -------------------------------------------------------------------------------------

/** `time_s`, then `<measure>` and `<measure>_sd` arrays of the same length, keyed as the columns of series.csv. */
export interface Series {
  time_s: number[];
  [measure: string]: (number | null)[];
}

export type StickPart = 'ear' | 'shoulder' | 'elbow' | 'wrist' | 'hip' | 'knee' | 'ankle' | 'heel' | 'toe';

/** Leg lengths from the planted ankle, x forward, y up; as long as series.time_s. */
export type Stick = Partial<Record<StickPart, { x: (number | null)[]; y: (number | null)[] }>>;

export interface Still {
  rep: number;
  moment: Moment;
  /** The rule this moment is about; null for start, bottom and lockout of a rep without a finding. */
  rule: string | null;
  /** Verdict at this moment: frames the thumbnail (borderline, fault). */
  verdict: Verdict | null;
  time_s: number;
  /** data:image/jpeg;base64,… with the overlay of look 2 already drawn. Anything but a data: image is not shown. */
  image: string;
  width_px: number;
  height_px: number;
  /** Window of the thumbnail in pixels of `image`, one for the whole clip, about 5:8. null: the whole picture. */
  crop: { x: number; y: number; width: number; height: number } | null;
  /** Rep, moment, time and what is seen. */
  alt: string;
  /** A sentence under the large picture; may be empty. */
  caption: string;
  /** Lines drawn in the picture that need a key under it, for instance the shape of the own good rep. */
  key?: { line: 'solid' | 'dotted'; verdict: Verdict | null; text: string }[];
}

export interface Exercise { id: string; title: string; target_hip_fold_deg: readonly [number, number] | null }

export interface Rule {
  id: string;
  /** What is looked at, as a noun: "Knee bend". */
  title: string;
  /** One word under the rep in the strip: "Knees". */
  short?: string;
  checkpoint: string;
  metric: string;
  metric_title: string;
  unit: Unit;
  good: Range;
  fault: Range;
  source: string;
  support: Support;
}

export interface CheckpointText {
  id: string;
  title: string;
  /** What only the person can tell: "did the breath fill your belt all the way round?" */
  ask?: string | null;
  /** How to do what is asked, beside the question. */
  teach?: string | null;
}

export interface Panel {
  /** A key of `series`. */
  measure: string;
  title: string;
  /** What zero means, shown beside the title: "from your standing". */
  zero_text: string;
  unit: Unit;
  /** Subtracted from the series before drawing: own standing, or 0. */
  zero: number;
  /** Fixed per exercise; grows only when the data leaves it. After subtracting `zero`. */
  range: readonly [number, number];
  ticks: number[];
  /** After subtracting `zero`. 'target' is the depth of the exercise and no verdict. */
  bands: { kind: 'target' | 'borderline' | 'fault'; range: Range; text: string }[];
  /** The rule the bands come from, whose onset is marked; null: none. */
  rule: string | null;
}

export interface Signature {
  knee: { measure: string; zero: number; range: readonly [number, number] };
  hip: { measure: string; zero: number; range: readonly [number, number] };
  /** Degrees of hip per degree of knee: above `hinge` is a hinge, below `squat` a squat, between them a blend. */
  hinge: number;
  squat: number;
  rule: string | null;
}

export interface Weight {
  /** hands: no plate or bell was seen. */
  source: 'round' | 'hands';
  /** The sentence that says so; empty where one was followed. */
  stand_in: string;
  summary: string;
  caution: string;
  /** Whether the view shows where it is over the foot. */
  has_path: boolean;
  ballistic: boolean;
  /** Heel and toe, metres from mid-foot; null: a usual foot is drawn. */
  foot: readonly [number, number] | null;
  /** The rep to mark, and why: "strays most", "slowest". */
  worst: { rep: number; word: string } | null;
  lifts: Lift[];
}

/** One way up, from where the weight sets off to where it stops; m/s. */
export interface Lift {
  rep: number;
  start_s: number;
  end_s: number;
  mean_velocity: number;
  /** Without what moves all reps of the clip alike. */
  own_sd: number;
  peak_velocity: number;
  velocity_loss: number | null;
  drift: number | null;
}

export interface MetricText { id: string; title: string; unit: Unit; group: string; note?: string | null; decimals?: number }

export interface Limit { title: string; text: string }

/** `tips` are about this clip first, then general; `text` is the standing advice under the drawing. */
export interface FilmGuide { tips: string[]; text?: string }

export interface Method {
  engine: string;
  model: string;
  knowledge: string;
  /** What was done, in two or three sentences. */
  text: string;
  /** Cut-off of the smoothing filter in Hz; null: not filtered. */
  cutoff_hz: number | null;
  sources: { key: string; text: string; url?: string | null }[];
  /** What the reader should know about the cut-offs and the figures, under the table. */
  cutoff_note: string;
}

export interface Disclaimer { bold: string; text: string }
