// What could not be judged, how to film it better, how it was measured, and what a screening is not.
import type { ReportData } from '../api/report_data';
import { unjudged } from '../state/verdicts';
import { day, figure, join, stop } from '../words/format';
import { asksToFilmAgain } from './summary';
import { VerdictMark } from './verdict';

export function CannotJudge({ data }: { data: ReportData }) {
  const entries = unjudged(data);
  return (
    <div>
      <h2>What we couldn’t judge</h2>
      {entries.length === 0 ? <p>Everything we look for could be seen.</p> : (
        <ul class="cant">
          {entries.map((entry) => <li><VerdictMark verdict="cannot_judge" /><span><b>{entry.title}</b> {stop(entry.text)}</span></li>)}
        </ul>
      )}
    </div>
  );
}

export function FilmGuide({ data }: { data: ReportData }) {
  const { tips, text } = data.film_guide;
  const warnings = data.analysis.capture.warnings;
  return (
    <div>
      <h2>Film it better</h2>
      <svg class="plan" viewBox="0 0 240 78" role="img" aria-label="Plan: phone at hip height, three metres away, square to the side">
        <path class="pl1" d="M16 74H224" /><path class="pl2" d="M44 44H178" /><rect class="plp" x="26" y="31" width="8" height="26" rx="2" /><path d="M30 57V74" />
        <path class="plb" d="M190 74l-3-24 10-18-24-9" /><circle class="plh" cx="164" cy="21" r="6.5" />
        <text x="44" y="37">3 m away, side on</text><text x="44" y="62">phone at hip height</text>
      </svg>
      {warnings.length > 0 && <ul class="tips">{warnings.map((warning) => <li>{stop(warning)}</li>)}</ul>}
      {tips.length > 0 && !asksToFilmAgain(data) && <ul class="tips">{tips.map((tip) => <li>{stop(tip)}</li>)}</ul>}
      {text !== undefined && text !== '' && <p>{text}</p>}
    </div>
  );
}

/** "Schellenberg 2013: knees bend less …" is cited as "Schellenberg 2013". */
const shortName = (source: { key: string; text: string }): string => source.text.split(': ')[0] || source.key;

/** Shown as text: the page links nowhere. */
const doi = (url: string | null | undefined): string | null => (url?.startsWith('https://doi.org/') ? `doi:${url.slice('https://doi.org/'.length)}` : null);

export function Method({ data }: { data: ReportData }) {
  const { engine, model, knowledge, cutoff_hz, sources, text } = data.method;
  const told = sources.filter((source) => source.text !== shortName(source));
  const parts = [
    engine && `Engine ${engine}`,
    model && `pose model ${model}`,
    knowledge && `rules ${knowledge}`,
    cutoff_hz !== null && `curves smoothed at ${figure(cutoff_hz, 1)} Hz`,
    data.created !== '' && day(data.created),
  ].filter((part): part is string => typeof part === 'string' && part !== '');
  return (
    <div>
      <h2>How it was measured</h2>
      {text !== '' && <p>{text}</p>}
      {parts.length > 0 && <p class="fine">{stop(parts.join(', '))}</p>}
      {sources.length > 0 && <p class="fine">Sources: {stop(join(sources.map(shortName)))}</p>}
      {told.length > 0 && (
        <details class="more screen-only">
          <summary><h3>What we take from them</h3></summary>
          <ul class="fine">{told.map((source) => <li>{stop(source.text)}{doi(source.url) !== null && <> <span class="doi">{doi(source.url)}</span></>}</li>)}</ul>
        </details>
      )}
    </div>
  );
}

export function Limits({ data }: { data: ReportData }) {
  return (
    <section class="limits" aria-label="Limits, method and advice">
      {data.analysis.reps.length > 0 && <CannotJudge data={data} />}
      <FilmGuide data={data} />
      <Method data={data} />
    </section>
  );
}

export const Disclaimer = ({ data }: { data: ReportData }) => (
  <footer><p><b>{data.disclaimer.bold || 'A screening of technique, not a diagnosis and not a prediction of injury.'}</b> {data.disclaimer.text}</p></footer>
);
