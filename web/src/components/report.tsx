// The whole page, in the order of importance: verdict, fix, checkpoints, reps, curves, values, limits.
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { ReportData, Still } from '../api/report_data';
import { momentStore } from '../state/moment';
import { enlarged, stripStills } from '../state/verdicts';
import { Checkpoints } from './checkpoints';
import { TimeStack } from './curves';
import { FrameDialog } from './frame_dialog';
import { Disclaimer, Limits } from './limits';
import { RepByRep } from './reps';
import { Summary } from './summary';
import { RepTable } from './table';
import { WeightSection } from './weight';

const Brand = () => (
  <span class="brand">
    <svg viewBox="0 0 28 28" aria-hidden="true"><path d="M16.5 25.5L20 14 6 6.5" fill="none" stroke="currentColor" stroke-width="4" stroke-linecap="round" stroke-linejoin="round" /><circle class="pivot" cx="20" cy="14" r="2" /></svg>
    Hinge
  </span>
);

/** Where the cursor stands at first: the proof of the priority, else the bottom of the first rep. */
function firstMoment(data: ReportData): number {
  const { coaching, reps } = data.analysis;
  const rep = reps.find((item) => item.index === coaching.priority_rep) ?? reps[0];
  const finding = rep?.findings.find((item) => item.rule === coaching.priority);
  const hero = data.hero === null ? undefined : data.stills[data.hero];
  return finding?.worst_s ?? hero?.time_s ?? rep?.bottom_s ?? 0;
}

/** Opens whatever is folded around the element an address points at. */
function unfold(): void {
  const target = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
  const folded = target?.closest('details');
  if (folded instanceof HTMLDetailsElement && !folded.open) {
    folded.open = true;
    target?.scrollIntoView();
  }
}

/** Everything open on paper, as it was afterwards. */
function openForPrint(): () => void {
  let closed: HTMLDetailsElement[] = [];
  const before = (): void => {
    closed = [...document.querySelectorAll('details')].filter((details) => !details.open);
    closed.forEach((details) => (details.open = true));
  };
  const after = (): void => closed.forEach((details) => (details.open = false));
  addEventListener('beforeprint', before);
  addEventListener('afterprint', after);
  return () => {
    removeEventListener('beforeprint', before);
    removeEventListener('afterprint', after);
  };
}

export interface ReportProps { data: ReportData; /** The table folded at first, as on a phone. */ compact: boolean }

export function Report({ data, compact }: ReportProps) {
  const [shown, setShown] = useState<Still | null>(null);
  const moment = useMemo(() => {
    const times = data.series?.time_s ?? [0];
    return momentStore(times[0] ?? 0, times[times.length - 1] ?? 0, firstMoment(data));
  }, [data]);
  const enlarge = useCallback((still: Still | null) => {
    setShown(still === null ? null : enlarged(data, still));
    if (still !== null) moment.set(still.time_s);
  }, [data, moment]);
  useEffect(openForPrint, []);
  useEffect(() => {
    addEventListener('hashchange', unfold);
    unfold();
    return () => removeEventListener('hashchange', unfold);
  }, []);
  const ordered = useMemo(() => stripStills(data).map((still) => enlarged(data, still)).sort((a, b) => a.rep - b.rep || a.time_s - b.time_s), [data]);
  return (
    <>
      <a class="skip" href="#main">Skip to the result</a>
      <div class="page">
        <header class="top"><Brand /><span class="meta">{data.analysis.source.file}</span></header>
        <main id="main">
          <Summary data={data} enlarge={enlarge} />
          <Checkpoints data={data} show={moment.set} />
          {/* On paper the first page ends with limits and disclaimer, on screen the whole report does. */}
          <div class="paper-only"><Limits data={data} /><Disclaimer data={data} /></div>
          <RepByRep data={data} enlarge={enlarge} />
          <TimeStack data={data} moment={moment} />
          <WeightSection data={data} />
          <RepTable data={data} open={!compact} />
          <div class="screen-only"><Limits data={data} /><Disclaimer data={data} /></div>
        </main>
      </div>
      <FrameDialog stills={ordered} shown={shown} choose={enlarge} />
    </>
  );
}

export function pageTitle(data: ReportData): string {
  const count = data.analysis.reps.length;
  return `Hinge report: ${[data.exercise.id === 'unknown' ? '' : data.exercise.title, `${count} ${count === 1 ? 'rep' : 'reps'}`].filter((part) => part !== '').join(', ')}`;
}
