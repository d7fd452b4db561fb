// The first screen: the sentence, the reps at a glance, the one thing to do, the picture that proves it.
import type { ReportData, Still } from '../api/report_data';
import { stillId, stripWord, verdictOf } from '../state/verdicts';
import { VERDICT_WORD, figure, length, reps as repsWords, seconds, stop } from '../words/format';
import { VerdictMark } from './verdict';

export function headlineOf(data: ReportData): string {
  const { coaching, movement, reps, capture } = data.analysis;
  if (coaching.headline !== '') return coaching.headline;
  if (reps.length > 0) return `We counted ${reps.length} ${reps.length === 1 ? 'rep' : 'reps'}.`;
  if (movement.why_no_reps) return stop(movement.why_no_reps.charAt(0).toUpperCase() + movement.why_no_reps.slice(1));
  return capture.people === 0 ? 'We could not find anybody in this clip.' : 'We found no movement to judge in this clip.';
}

export const Headline = ({ data }: { data: ReportData }) => <h1 id="verdict">{headlineOf(data)}</h1>;

/** From this many reps the strip shows number and shape only, and the words stand under it. */
const WORDS_UP_TO = 6;

export function RepStrip({ data }: { data: ReportData }) {
  const reps = data.analysis.reps;
  if (reps.length === 0) return null;
  const worded = reps.length <= WORDS_UP_TO;
  const counts = (['fault', 'borderline', 'cannot_judge', 'good'] as const)
    .map((verdict) => ({ verdict, of: reps.filter((rep) => verdictOf(rep) === verdict).map((rep) => rep.index) }))
    .filter((group) => group.of.length > 0);
  return (
    <nav class={worded ? `reps cols-${reps.length}` : 'reps dense'} aria-label="Reps at a glance">
      <div class="cells">
        {reps.map((rep) => (
          <a class="mini" href={`#rep${rep.index}`} aria-label={`Rep ${rep.index}: ${stripWord(rep, data, VERDICT_WORD)}`}>
            <VerdictMark verdict={verdictOf(rep)} />
            {worded ? <span><b>Rep {rep.index}</b>{stripWord(rep, data, VERDICT_WORD)}</span> : <b>{rep.index}</b>}
          </a>
        ))}
      </div>
      {!worded && (
        <p class="tally">
          {counts.map((group) => (
            <span class="nw">
              <VerdictMark verdict={group.verdict} /> {VERDICT_WORD[group.verdict]}: {group.of.length <= 4 ? repsWords(group.of) : `${group.of.length} reps`}
            </span>
          ))}
        </p>
      )}
    </nav>
  );
}

/** Nothing to coach yet: the one thing to do is to film again. */
export const asksToFilmAgain = (data: ReportData): boolean => {
  const { cue, say, drill_how } = data.analysis.coaching;
  return cue === '' && say === '' && drill_how === '' && data.film_guide.tips.length > 0;
};

function FilmCard({ data }: { data: ReportData }) {
  const [first = '', ...more] = data.film_guide.tips;
  if (!asksToFilmAgain(data)) return null;
  return (
    <div class="fix">
      <h2>Film it again, with one change</h2>
      <p class="cue">{stop(first)}</p>
      {more.length > 0 && <p class="how">{more.map(stop).join(' ')}</p>}
    </div>
  );
}

export function FixCard({ data }: { data: ReportData }) {
  const { coaching, reps } = data.analysis;
  if (coaching.cue === '' && coaching.say === '' && coaching.drill_how === '') return <FilmCard data={data} />;
  const lead = coaching.drill_how || coaching.say;
  const title = coaching.priority ? 'Work on this first' : reps.length > 0 ? 'Keep doing this' : 'Try this first';
  const lines = [
    { label: 'Drill', text: [coaching.drill_title, coaching.drill_dose].filter((part) => part !== '').map(stop).join(' ') },
    { label: 'Why', text: [lead === coaching.say ? '' : coaching.say, coaching.why].filter((part) => part !== '').map(stop).join(' ') },
    { label: 'Next', text: stop(coaching.next) },
  ].filter((line) => line.text !== '');
  return (
    <div class="fix">
      <h2>{title}</h2>
      {coaching.cue !== '' && <p class="cue">“{coaching.cue.replace(/^[“"]|[”"]$/g, '')}”</p>}
      {lead !== '' && <p class="how">{lead}</p>}
      {lines.length > 0 && <dl>{lines.map((line) => <div><dt>{line.label}</dt><dd>{line.text}</dd></div>)}</dl>}
    </div>
  );
}

export const MOMENT_WORD: Record<Still['moment'], string> = { start: 'Start', bottom: 'Bottom', lockout: 'Lockout', onset: 'Begins', worst: 'Worst' };
const AT_MOMENT: Record<Still['moment'], string> = {
  start: 'at the start',
  bottom: 'at the bottom',
  lockout: 'at the top',
  onset: 'where it begins',
  worst: 'where it shows most',
};

export const whereWhen = (still: Still): string => `Rep ${still.rep} ${AT_MOMENT[still.moment]}, ${seconds(still.time_s)}`;
export const altOf = (still: Still): string => still.alt || `${whereWhen(still)}.`;

export function EvidenceStill({ still, enlarge }: { still: Still; enlarge: (still: Still) => void }) {
  return (
    <figure class="evid">
      <button type="button" class="pic" onClick={() => enlarge(still)} aria-label={`Enlarge: ${altOf(still)}`}>
        <img class="still" src={still.image} width={still.width_px} height={still.height_px} alt="" />
      </button>
      <figcaption>
        <b>{whereWhen(still)}.</b> {still.caption}{' '}
        {still.key?.map((line) => (
          <span class="nw"><span class={`key ${line.line === 'dotted' ? 'k-ghost' : ''} ${line.verdict === null ? '' : `t-${line.verdict}`}`} />{line.text}</span>
        ))}
      </figcaption>
    </figure>
  );
}

function viewWords(data: ReportData): string {
  const { view, yaw_deg, yaw_sd_deg } = data.analysis.capture;
  const name = { sagittal_left: 'Left side', sagittal_right: 'Right side', oblique: 'Oblique', frontal: 'From the front or back', unknown: 'Not known' }[view];
  return view === 'unknown' ? name : `${name}, ${figure(yaw_deg, 0)}°${yaw_sd_deg > 0 ? ` ± ${figure(yaw_sd_deg, 0)}°` : ''} off square`;
}

function seenWords(data: ReportData): string {
  const { frames } = data.analysis.source;
  const seen = Math.round(data.analysis.capture.tracked_fraction * frames);
  if (frames === 0) return 'No frames';
  if (seen === 0) return `In none of ${frames} frames`;
  return seen >= frames ? `In all ${frames} frames` : `In ${seen} of ${frames} frames`;
}

/** "The knees were bent 97° at the bottom; … Against it: only one repetition was seen." */
function whyWords(why: ReportData['analysis']['movement']['why']): string {
  const clauses = (speaks: 'for' | 'against') => why.filter((reason) => reason.speaks === speaks).map((reason) => reason.text).join('; ');
  const sentence = (words: string) => (words === '' ? '' : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`);
  const against = clauses('against');
  return [sentence(clauses('for')), against === '' ? '' : `Against it: ${against}.`].filter((part) => part !== '').join(' ');
}

export function Facts({ data }: { data: ReportData }) {
  const { movement, reps, source, capture } = data.analysis;
  const named = data.exercise.title !== '' && data.exercise.id !== 'unknown';
  const sure = movement.given_by_user ? ' as you told us' : movement.confidence > 0 ? ` ${figure(100 * movement.confidence, 0)} % sure` : '';
  const facts = [
    { label: 'Exercise', text: named ? data.exercise.title : 'Not recognised', note: named ? sure : '', why: named ? whyWords(movement.why) : '' },
    { label: 'Reps', text: `${reps.length} in ${length(source.duration_s)}`, note: '', why: '' },
    { label: 'View', text: viewWords(data), note: '', why: '' },
    { label: 'Seen', text: seenWords(data), note: capture.people > 1 ? ` ${capture.people} people in the picture` : '', why: '' },
  ];
  return (
    <dl class="facts">
      {facts.map((fact) => <div><dt>{fact.label}</dt><dd>{fact.text}{fact.note !== '' && <small>{fact.note}</small>}{fact.why !== '' && <small class="why">{fact.why}</small>}</dd></div>)}
    </dl>
  );
}

export function Summary({ data, enlarge }: { data: ReportData; enlarge: (still: Still) => void }) {
  const hero = data.hero === null ? undefined : data.stills[data.hero];
  return (
    <section class={hero === undefined ? 'hero no-picture' : 'hero'} aria-labelledby="verdict">
      <div class="say">
        <Headline data={data} />
        <RepStrip data={data} />
        <FixCard data={data} />
      </div>
      {hero !== undefined && <EvidenceStill still={hero} enlarge={enlarge} />}
      <Facts data={data} />
    </section>
  );
}

export const stillAnchor = (still: Still | null, rep: number): string => (still === null ? `#rep${rep}` : `#${stillId(still)}`);
