// What follows from the findings: a rep's verdict, which reps to show first, what could not be judged.
import type { Finding, Rep, ReportData, Still, Verdict } from '../api/report_data';
import { Reps, stop } from '../words/format';

const WEIGHT: Record<Verdict, number> = { fault: 3, borderline: 2, good: 1, cannot_judge: 0 };

/** What the engine gives the rep, which leaves out notes; without that the worst of a rep's findings; a rep of which nothing could be judged is `cannot_judge`. */
export function verdictOf(rep: Rep): Verdict {
  if (rep.verdict !== undefined) return rep.verdict;
  return rep.findings.reduce<Verdict>((worst, finding) => (WEIGHT[finding.verdict] > WEIGHT[worst] ? finding.verdict : worst), 'cannot_judge');
}

export const hasFinding = (rep: Rep): boolean => verdictOf(rep) === 'fault' || verdictOf(rep) === 'borderline';

/** The finding that gave the rep its verdict: the set's priority if it is among the worst. */
export function leadingFinding(rep: Rep, priority: string | null): Finding | null {
  const worst = rep.findings.filter((finding) => finding.verdict === verdictOf(rep));
  return worst.find((finding) => finding.rule === priority) ?? worst[0] ?? null;
}

/** One or two words for the strip: what was seen, or the verdict. */
export function stripWord(rep: Rep, data: ReportData, word: Record<Verdict, string>): string {
  if (!hasFinding(rep)) return word[verdictOf(rep)];
  const finding = leadingFinding(rep, data.analysis.coaching.priority ?? null);
  return data.rules.find((rule) => rule.id === finding?.rule)?.short || word[verdictOf(rep)];
}

/** Most reps that are shown with pictures before the rest is folded away, and that fit on the second printed page. */
export const FEATURED = 6;

/** The first rep, the best one and those with a finding, priority first when there are too many; in order. */
export function featuredReps(data: ReportData, most: number): Rep[] {
  const all = data.analysis.reps;
  if (all.length <= most) return all;
  const priority = data.analysis.coaching.priority ?? null;
  const pictured = new Set(data.stills.map((still) => still.rep));
  const rank = (rep: Rep): number => weight(rep) + (pictured.has(rep.index) ? 0 : 0.5);
  const weight = (rep: Rep): number => {
    if (rep.index === data.analysis.coaching.priority_rep) return 0;
    if (rep === all[0]) return 1;
    if (verdictOf(rep) === 'fault') return rep.findings.some((f) => f.rule === priority && f.verdict === 'fault') ? 2 : 3;
    return verdictOf(rep) === 'borderline' ? 4 : 5;
  };
  const best = all.find((rep) => verdictOf(rep) === 'good');
  const chosen = new Set([...all].sort((a, b) => rank(a) - rank(b) || a.index - b.index).slice(0, best === undefined ? most : most - 1));
  if (best !== undefined) chosen.add(best);
  // Good reps beyond the first and the best say nothing new.
  return all.filter((rep) => chosen.has(rep) && (hasFinding(rep) || rep === all[0] || rep === best));
}

export interface Unjudged { title: string; text: string }

/** Findings that could not be judged, one entry a reason; then what no camera sees. */
export function unjudged(data: ReportData): Unjudged[] {
  const reasons = new Map<string, { titles: Set<string>; reps: Set<number> }>();
  const titleOf = (rule: string): string => data.rules.find((known) => known.id === rule)?.title ?? rule.replaceAll('_', ' ');
  for (const rep of data.analysis.reps) {
    for (const finding of rep.findings) {
      if (finding.verdict !== 'cannot_judge') continue;
      const entry = reasons.get(finding.why) ?? { titles: new Set(), reps: new Set() };
      entry.titles.add(titleOf(finding.rule));
      entry.reps.add(rep.index);
      reasons.set(finding.why, entry);
    }
  }
  const seen = [...reasons].map(([why, { titles, reps }]): Unjudged => {
    const named = [...titles].slice(0, 4).join(', ') + (titles.size > 4 ? ` and ${titles.size - 4} more` : '');
    const where = reps.size < data.analysis.reps.length ? `${Reps([...reps])}: ` : '';
    return { title: stop(named), text: where + why };
  });
  return [...seen, ...data.cannot_judge.map((limit) => ({ title: stop(limit.title), text: limit.text }))];
}

/** The picture that shows a rule's finding in a rep. */
export function evidence(data: ReportData, rep: number, rule: string | null): Still | null {
  const ofRep = stripStills(data).filter((still) => still.rep === rep);
  return (
    ofRep.find((still) => still.moment === 'worst' && (rule === null || still.rule === rule)) ??
    ofRep.find((still) => still.moment === 'worst') ??
    ofRep.find((still) => still.moment === 'bottom') ??
    null
  );
}

const sameMoment = (a: Still, b: Still): boolean => a.rep === b.rep && a.moment === b.moment;

/** The large picture may repeat a frame of its rep with tags and comparison: then only the plain one goes into the strip. */
export function stripStills(data: ReportData): Still[] {
  const hero = data.hero === null ? undefined : data.stills[data.hero];
  const repeated = hero !== undefined && data.stills.some((still) => still !== hero && sameMoment(still, hero));
  return repeated ? data.stills.filter((still) => still !== hero) : data.stills;
}

/** What is shown when a frame is enlarged: the richer picture of the same moment where there is one. */
export function enlarged(data: ReportData, still: Still): Still {
  const hero = data.hero === null ? undefined : data.stills[data.hero];
  return hero !== undefined && sameMoment(still, hero) ? hero : still;
}

export const stillId = (still: Still): string => `rep${still.rep}-${still.moment}-${Math.round(still.time_s * 100)}`;
