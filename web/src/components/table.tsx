// All numbers with unit and standard deviation; with many reps the telling ones and the mean of the set.
import type { MetricText, Rep, ReportData, Rule, Support, Verdict } from '../api/report_data';
import { FEATURED, featuredReps, verdictOf } from '../state/verdicts';
import { VERDICT_WORD, capital, cutoffs, figure, stop, unitDecimals, unitWord } from '../words/format';
import { VerdictMark } from './verdict';

/** Up to this many reps stand side by side. */
const ALL_REPS = 8;

/** Longer notes are left to wide screens. */
const SHORT_NOTE = 45;

export interface Cell { value: number; sd: number | null }

export function meanOf(reps: readonly Rep[], metric: string): Cell | null {
  const values = reps.flatMap((rep) => rep.metrics[metric]?.value ?? []);
  if (values.length === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = values.length < 2 ? null : Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
  return { value: mean, sd: spread };
}

const ruleFor = (data: ReportData, metric: string): Rule | undefined => data.rules.find((rule) => rule.metric === metric);

/** Verdict of the value's rule in that rep, where it is worth a mark. */
function markOf(rule: Rule | undefined, rep: Rep): Verdict | null {
  const verdict = rep.findings.find((finding) => finding.rule === rule?.id)?.verdict;
  return verdict === 'fault' || verdict === 'borderline' ? verdict : null;
}

function Value({ cell, mark, decimals }: { cell: Cell | null; mark: Verdict | null; decimals: number }) {
  if (cell === null) return <td class="none">–<span class="vh"> not measured</span></td>;
  return (
    <td class={mark === null ? '' : `x-${mark}`}>
      {mark !== null && <><VerdictMark verdict={mark} /><span class="vh">{VERDICT_WORD[mark]} </span></>}
      <b>{figure(cell.value, decimals)}</b>{cell.sd !== null && <small>±{figure(cell.sd, decimals)}</small>}
    </td>
  );
}

interface RowProps { data: ReportData; metric: MetricText; reps: Rep[]; mean: boolean }

function Row({ data, metric, reps, mean }: RowProps) {
  const rule = ruleFor(data, metric.id);
  const decimals = metric.decimals ?? unitDecimals(metric.unit);
  const limits = rule === undefined ? '' : cutoffs(rule.good, rule.fault, rule.unit);
  const note = metric.note ?? '';
  const unit = unitWord(metric.unit);
  const cell = (rep: Rep): Cell | null => {
    const found = rep.metrics[metric.id];
    return found === undefined ? null : { value: found.value, sd: found.sd ?? null };
  };
  return (
    <tr>
      <th scope="row">{metric.title}{unit !== '' && <span class="u">, {unit}</span>}{limits !== '' && <small>{limits}</small>}{note !== '' && <small class={note.length > SHORT_NOTE ? 'long' : ''}>{note}</small>}</th>
      {reps.map((rep) => <Value cell={cell(rep)} mark={markOf(rule, rep)} decimals={decimals} />)}
      {mean && <Value cell={meanOf(data.analysis.reps, metric.id)} mark={null} decimals={decimals} />}
    </tr>
  );
}

const SUPPORT_WORD: Record<Support, string> = {
  mechanism: 'the mechanism is known, the number is ours',
  direction: 'sources support the direction, not the number',
  number: 'sources support the number',
  our_cutoff: 'our cut-off',
};

function CutOffs({ rules }: { rules: Rule[] }) {
  if (rules.length === 0) return null;
  return (
    <div class="cuts screen-only">
      <h3>Where the cut-offs come from</h3>
      <ul>
        {rules.map((rule) => (
          <li><b>{rule.title}:</b> {stop([cutoffs(rule.good, rule.fault, rule.unit, true), SUPPORT_WORD[rule.support], rule.source].filter((part) => part !== '').join('; '))}</li>
        ))}
      </ul>
    </div>
  );
}

export function RepTable({ data, open }: { data: ReportData; open: boolean }) {
  const all = data.analysis.reps;
  const rows = data.metrics.filter((metric) => all.some((rep) => rep.metrics[metric.id] !== undefined));
  if (all.length === 0 || rows.length === 0) return null;
  const mean = all.length > ALL_REPS;
  const shown = mean ? featuredReps(data, FEATURED) : all;
  const groups = [...new Set(rows.map((row) => row.group))];
  const columns = shown.length + (mean ? 2 : 1);
  const marks = (['fault', 'borderline'] as const).filter((verdict) => shown.some((rep) => rows.some((row) => markOf(ruleFor(data, row.id), rep) === verdict)));
  return (
    <section class="clin" aria-labelledby="h-cl">
      <details open={open}>
        <summary>
          <h2 id="h-cl">Values for the coach or clinician</h2>
          <span>{rows.length} measures, {mean ? `${shown.length} of ${all.length} reps, then the mean of all ± spread between reps` : `${all.length} ${all.length === 1 ? 'rep' : 'reps'}`}{mean ? '' : ', ± 1 sd'}</span>
        </summary>
        <div class="wide-table" role="region" aria-label="Values per rep" tabIndex={0}>
          <table class={shown.length > 4 ? 'data many' : 'data'}>
            <caption class="vh">Values per rep with standard deviation</caption>
            <thead>
              <tr>
                <th scope="col">Measure</th>
                {shown.map((rep) => (
                  <th scope="col"><span class="w">Rep </span>{rep.index} <VerdictMark verdict={verdictOf(rep)} /><span class="vh">{VERDICT_WORD[verdictOf(rep)]}</span></th>
                ))}
                {mean && <th scope="col">Mean</th>}
              </tr>
            </thead>
            {groups.map((group) => (
              <tbody>
                {group !== '' && <tr class="g"><th colSpan={columns} scope="rowgroup">{capital(group)}</th></tr>}
                {rows.filter((row) => row.group === group).map((row) => <Row data={data} metric={row} reps={shown} mean={mean} />)}
              </tbody>
            ))}
          </table>
        </div>
        <p class="fine">
          {marks.map((verdict) => <><VerdictMark verdict={verdict} /> {VERDICT_WORD[verdict].toLowerCase()}{verdict === marks[marks.length - 1] ? ': the value is past its limit. ' : ', '}</>)}
          {data.method.cutoff_note}
        </p>
        <CutOffs rules={data.rules.filter((rule) => rows.some((row) => row.id === rule.metric))} />
      </details>
    </section>
  );
}
