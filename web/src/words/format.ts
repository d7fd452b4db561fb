// Numbers and lists as the page says them: true minus, whole degrees, "reps 3, 4 and 7".
import type { Range, Unit, Verdict } from '../api/report_data';

export const VERDICT_WORD: Record<Verdict, string> = {
  good: 'Good',
  borderline: 'Borderline',
  fault: 'Needs work',
  cannot_judge: 'Can’t tell',
};

const DECIMALS: Record<string, number> = { deg: 0, s: 2, m: 2, m_per_s: 2, ratio: 1, foot_lengths: 2, newton_metres: 0, newton_metres_per_kg: 1, percent: 0 };
const WORD: Record<string, string> = { deg: '°', ratio: '', foot_lengths: 'foot', newton_metres: 'N·m', newton_metres_per_kg: 'N·m/kg', m_per_s: 'm/s', percent: '%' };

export const unitWord = (unit: Unit): string => WORD[unit] ?? unit.replaceAll('_', ' ');
export const unitDecimals = (unit: Unit): number => DECIMALS[unit] ?? 2;

/** No "-0", and a minus sign as wide as a plus. */
export function figure(value: number, decimals: number): string {
  const rounded = value.toFixed(decimals);
  return (Number(rounded) === 0 ? (0).toFixed(decimals) : rounded).replace('-', '−');
}

export function withUnit(value: number, unit: Unit, decimals = unitDecimals(unit)): string {
  const word = unitWord(unit);
  return word === '' || word === '°' ? `${figure(value, decimals)}${word}` : `${figure(value, decimals)} ${word}`;
}

export const seconds = (time_s: number): string => `${figure(time_s, 1)} s`;

/** 95 s → "1:35"; under a minute "17 s". */
export function length(time_s: number): string {
  const whole = Math.round(time_s);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')} min`;
}

export function join(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}

/** 1, 2, 3, 7 → "1–3 and 7"; two neighbours stay "3 and 4". */
export function runs(indices: readonly number[]): string {
  const sorted = [...new Set(indices)].sort((a, b) => a - b);
  const parts: string[] = [];
  for (let i = 0; i < sorted.length; ) {
    let end = i;
    while (end + 1 < sorted.length && sorted[end + 1] === (sorted[end] ?? 0) + 1) ++end;
    if (end - i >= 2) parts.push(`${sorted[i]}–${sorted[end]}`);
    else for (let k = i; k <= end; ++k) parts.push(String(sorted[k]));
    i = end + 1;
  }
  return join(parts);
}

export const reps = (indices: readonly number[]): string => `${new Set(indices).size === 1 ? 'rep' : 'reps'} ${runs(indices)}`;
export const Reps = (indices: readonly number[]): string => reps(indices).replace('r', 'R');

/** "13 September 2026"; text that is no date is shown as it is. */
export function day(iso: string): string {
  const match = /^(\d{4})-(\d\d)-(\d\d)/.exec(iso);
  const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
  const month = months[Number(match?.[2]) - 1];
  return match === null || month === undefined ? iso : `${Number(match[3])} ${month} ${match[1]}`;
}

/** The good and fault ranges of a rule in words: "good 5–25, needs work over 40"; `named` adds the unit. */
export function cutoffs(good: Range, fault: Range, unit: Unit, named = false): string {
  const decimals = unitDecimals(unit);
  const say = (value: number): string => figure(value, Number.isInteger(value) ? 0 : Math.max(1, decimals));
  const word = named ? unitWord(unit) : '';
  const ending = word === '' || word === '°' ? word : ` ${word}`;
  const span = ([lo, hi]: Range, from: string, to: string): string => {
    if (lo !== null && hi !== null) return `${say(lo)}–${say(hi)}${ending}`;
    if (lo !== null) return `${from} ${say(lo)}${ending}`;
    return hi === null ? '' : `${to} ${say(hi)}${ending}`;
  };
  const goodWords = span(good, 'from', 'to');
  const faultWords = span(fault, 'over', 'under');
  return [goodWords && `good ${goodWords}`, faultWords && `needs work ${faultWords}`].filter((part) => part !== '').join(', ');
}

export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
/** Ends a sentence unless it is ended. */
export const stop = (words: string): string => (words === '' || /[.!?…”]$/.test(words.trim()) ? words.trim() : `${words.trim()}.`);
