// The five checkpoints in the guide's order: what was seen, how it is known, where to look.
import type { Checkpoint, KnownBy as Known, ReportData } from '../api/report_data';
import { evidence } from '../state/verdicts';
import { VERDICT_WORD, capital, reps as repsWords, seconds, stop } from '../words/format';
import { stillAnchor } from './summary';
import { KnownBy, VerdictMark } from './verdict';

/** "all 4 reps", "rep 4", "3 of 10 reps". */
export function countWords(checkpoint: Checkpoint, total: number): string {
  const shown = new Set(checkpoint.reps).size;
  if (total === 0 || checkpoint.verdict === 'cannot_judge') return '';
  if (checkpoint.verdict === 'good' && (shown === 0 || shown === total)) return total === 1 ? 'the one rep' : `all ${total} reps`;
  if (shown === 0) return '';
  if (shown === total) return total === 1 ? 'the one rep' : `all ${total} reps`;
  return checkpoint.verdict === 'good' || shown > 2 ? `${shown} of ${total} reps` : repsWords(checkpoint.reps);
}

function EvidenceLink({ data, checkpoint, show }: { data: ReportData; checkpoint: Checkpoint; show: (time_s: number) => void }) {
  if (checkpoint.verdict !== 'fault' && checkpoint.verdict !== 'borderline') return null;
  const priorityRep = data.analysis.coaching.priority_rep;
  const rep = checkpoint.reps.find((index) => index === priorityRep) ?? checkpoint.reps[0];
  if (rep === undefined) return null;
  const still = evidence(data, rep, checkpoint.rule);
  const finding = data.analysis.reps.find((r) => r.index === rep)?.findings.find((f) => f.rule === checkpoint.rule);
  const time_s = still?.time_s ?? finding?.worst_s ?? null;
  return (
    <a class="ev" href={stillAnchor(still, rep)} onClick={() => time_s !== null && show(time_s)}>
      See rep {rep}{time_s === null ? '' : `, ${seconds(time_s)}`}
    </a>
  );
}

function CheckpointRow({ data, checkpoint, show }: { data: ReportData; checkpoint: Checkpoint; show: (time_s: number) => void }) {
  const text = data.checkpoints.find((item) => item.id === checkpoint.id);
  // What was not judged is known by nothing, but it can still be asked.
  const known = new Set<Known>(checkpoint.verdict === 'cannot_judge' && checkpoint.known_by !== 'asked' ? [] : [checkpoint.known_by]);
  if (text?.ask) known.add('asked');
  const count = countWords(checkpoint, data.analysis.reps.length);
  const sentence = checkpoint.sentence || (checkpoint.verdict === 'cannot_judge' ? 'This clip does not show it.' : '');
  return (
    <li class="cp">
      <VerdictMark verdict={checkpoint.verdict} big />
      <div class="cpb">
        <h3>{text?.title || capital(checkpoint.id.replaceAll('_', ' '))}</h3>
        <p>{stop(sentence)}{text?.ask ? ` ${capital(text.ask)}` : ''}</p>
        {text?.teach && <p class="teach">{text.teach}</p>}
        <EvidenceLink data={data} checkpoint={checkpoint} show={show} />
      </div>
      <div class="cpm">
        <span class={`vw t-${checkpoint.verdict}`}>{VERDICT_WORD[checkpoint.verdict]}</span>
        {count !== '' && <span class="vc">{count}</span>}
        <span class="kns">{[...known].map((by) => <KnownBy data={data} by={by} />)}</span>
      </div>
    </li>
  );
}

const WAYS = ['measured', 'inferred', 'asked'] as const;
const NUMBER_WORD = ['', 'One checkpoint', 'Two checkpoints', 'Three checkpoints', 'Four checkpoints', 'Five checkpoints'];

export function Checkpoints({ data, show }: { data: ReportData; show: (time_s: number) => void }) {
  const checkpoints = data.analysis.set.checkpoints;
  if (checkpoints.length === 0) return null;
  return (
    <section class="cps" aria-labelledby="h-cp">
      <div class="sh">
        <h2 id="h-cp">{NUMBER_WORD[checkpoints.length] ?? 'Checkpoints'}</h2>
        <p class="legend">
          {WAYS.map((by) => <><span class="nw"><KnownBy data={data} by={by} /> {data.known_by[by].how}</span>{' '}</>)}
        </p>
      </div>
      <ol>{checkpoints.map((checkpoint) => <CheckpointRow data={data} checkpoint={checkpoint} show={show} />)}</ol>
    </section>
  );
}
