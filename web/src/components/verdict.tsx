// A verdict is a shape, a colour and a word; never one without another nearby.
import type { KnownBy as Known, ReportData, Verdict } from '../api/report_data';
import { VERDICT_WORD } from '../words/format';

export function VerdictMark({ verdict, big = false }: { verdict: Verdict; big?: boolean }) {
  return (
    <svg class={`mark ${big ? 'big ' : ''}t-${verdict}`} viewBox="0 0 20 20" aria-hidden="true">
      {verdict === 'good' && <><circle cx="10" cy="10" r="9" fill="currentColor" /><path class="on" d="M5.6 10.4l3 3 5.8-6.4" stroke-width="2.2" /></>}
      {verdict === 'borderline' && <><path d="M10 .6l9.4 9.4L10 19.4.6 10z" fill="currentColor" /><path class="on" d="M6.4 10h7.2" stroke-width="2.4" /></>}
      {verdict === 'fault' && <path d="M10 1.6L19.4 18H.6z" fill="currentColor" stroke="currentColor" stroke-width="1" stroke-linejoin="round" />}
      {verdict === 'cannot_judge' && <circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" stroke-width="2.2" stroke-dasharray="3.6 2.7" />}
    </svg>
  );
}

export const VerdictChip = ({ verdict }: { verdict: Verdict }) => (
  <span class={`chip t-${verdict}`}><VerdictMark verdict={verdict} />{VERDICT_WORD[verdict]}</span>
);

export const KnownBy = ({ data, by }: { data: ReportData; by: Known }) => <span class={`kn k-${by}`}>{data.known_by[by].word}</span>;
