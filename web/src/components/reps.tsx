// Rep by rep, with the frames that show it; with many reps the telling ones first, the rest folded away.
import type { KnownBy as Known, Rep, ReportData, Still, Verdict } from '../api/report_data';
import { FEATURED, featuredReps, hasFinding, leadingFinding, stillId, stripStills, verdictOf } from '../state/verdicts';
import { Reps, seconds, stop } from '../words/format';
import { MOMENT_WORD, altOf } from './summary';
import { KnownBy, VerdictChip } from './verdict';

export function FrameThumb({ still, enlarge }: { still: Still; enlarge: (still: Still) => void }) {
  const crop = still.crop ?? { x: 0, y: 0, width: still.width_px, height: still.height_px };
  const frame = still.verdict === 'fault' ? 'worst' : still.verdict === 'borderline' ? 'on' : '';
  return (
    <button type="button" class={`fr ${frame}`} id={stillId(still)} onClick={() => enlarge(still)}>
      <span class="pic">
        <svg class="still" viewBox={`${crop.x} ${crop.y} ${crop.width} ${crop.height}`} role="img" aria-label={altOf(still)}>
          <image href={still.image} width={still.width_px} height={still.height_px} />
        </svg>
      </span>
      <span class="cap"><b>{MOMENT_WORD[still.moment]}</b><span>{seconds(still.time_s)}</span></span>
    </button>
  );
}

const UNWORDED: Record<Verdict, string> = { good: 'Nothing to change', borderline: 'Close to a limit', fault: 'Needs work', cannot_judge: 'Counted, not judged' };

/** What the coach wrote about the rep, or the findings' own sentence, or the verdict. */
export function repWords(data: ReportData, rep: Rep): { title: string; sentence: string; known_by: Known | null } {
  const words = data.analysis.coaching.reps.find((item) => item.rep === rep.index);
  const finding = leadingFinding(rep, data.analysis.coaching.priority ?? null);
  const rule = data.rules.find((known) => known.id === finding?.rule);
  return {
    title: words?.title || (hasFinding(rep) && rule !== undefined ? rule.title : UNWORDED[verdictOf(rep)]),
    sentence: words?.sentence || stop(finding?.why ?? ''),
    known_by: hasFinding(rep) && finding !== null ? finding.known_by : null,
  };
}

function RepCard({ data, rep, enlarge, onPaper }: { data: ReportData; rep: Rep; enlarge: (still: Still) => void; onPaper: boolean }) {
  const stills = stripStills(data).filter((still) => still.rep === rep.index).sort((a, b) => a.time_s - b.time_s);
  const { title, sentence, known_by } = repWords(data, rep);
  const wide = stills.length > 3;
  return (
    <article class={`rep ${wide ? 'wide' : ''} ${onPaper ? '' : 'screen-only'}`} id={`rep${rep.index}`} aria-labelledby={`rep${rep.index}-title`}>
      <div class="rt0">
        <header>
          <h3 id={`rep${rep.index}-title`}><span class="rn">Rep {rep.index}</span> {title}</h3>
          <VerdictChip verdict={verdictOf(rep)} />
        </header>
        {sentence !== '' && <p>{sentence}{known_by !== null && <> <KnownBy data={data} by={known_by} /></>}</p>}
      </div>
      {stills.length > 0 && <div class={`strip n${Math.min(5, Math.max(3, stills.length))}`}>{stills.map((still) => <FrameThumb still={still} enlarge={enlarge} />)}</div>}
    </article>
  );
}

/** Reps told by the same words stand in one line. */
function QuietReps({ data, reps }: { data: ReportData; reps: Rep[] }) {
  const lines = new Map<string, Rep[]>();
  for (const rep of reps) {
    const key = `${verdictOf(rep)} ${repWords(data, rep).title} ${hasFinding(rep) ? '' : repWords(data, rep).sentence}`;
    lines.set(key, [...(lines.get(key) ?? []), rep]);
  }
  return (
    <ul class="quiet">
      {[...lines.values()].map((group) => {
        const first = group[0] as Rep;
        const { title, sentence } = repWords(data, first);
        return (
          <li>
            <p>
              {group.map((rep) => <span id={`rep${rep.index}`} />)}
              <b>{Reps(group.map((rep) => rep.index))}</b> {stop(title)}
              {group.length === 1 || !hasFinding(first) ? <small>{sentence}</small> : null}
            </p>
            <VerdictChip verdict={verdictOf(first)} />
          </li>
        );
      })}
    </ul>
  );
}

/** Reps printed in full at most: what fits on the second page beside curves and table. */
const ON_PAPER = 4;

export function RepByRep({ data, enlarge }: { data: ReportData; enlarge: (still: Still) => void }) {
  const all = data.analysis.reps;
  if (all.length === 0) return null;
  // A rep with neither picture nor finding needs no card of its own.
  const worthACard = (rep: Rep): boolean => hasFinding(rep) || data.stills.some((still) => still.rep === rep.index);
  const featured = featuredReps(data, FEATURED).filter(worthACard);
  const paper = new Set(featuredReps(data, ON_PAPER));
  const rest = all.filter((rep) => !featured.includes(rep));
  const pictured = rest.filter((rep) => data.stills.some((still) => still.rep === rep.index));
  const quiet = rest.filter((rep) => !pictured.includes(rep));
  return (
    <section class="film" aria-labelledby="h-film">
      <div class="sh"><h2 id="h-film">Rep by rep</h2>{data.stills.length > 0 && <p>White lines are what was measured. Choose a frame to enlarge it.</p>}</div>
      {featured.length > 0 && <div class="grid">{featured.map((rep) => <RepCard data={data} rep={rep} enlarge={enlarge} onPaper={paper.has(rep)} />)}</div>}
      {quiet.length > 0 && <QuietReps data={data} reps={quiet} />}
      {pictured.length > 0 && (
        <details class="more screen-only">
          <summary><h3>{pictured.length === 1 ? 'One more rep' : `${pictured.length} more reps`}</h3><span>{Reps(pictured.map((rep) => rep.index))}</span></summary>
          <div class="grid">{pictured.map((rep) => <RepCard data={data} rep={rep} enlarge={enlarge} onPaper={false} />)}</div>
        </details>
      )}
    </section>
  );
}
