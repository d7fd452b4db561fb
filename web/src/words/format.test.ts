import { describe, expect, it } from 'vitest';
import { cutoffs, day, figure, length, reps, runs, stop, withUnit } from './format';

describe('words', () => {
  it('never says minus zero and uses a true minus', () => {
    expect(figure(-0.3, 0)).toBe('0');
    expect(figure(-7.4, 0)).toBe('−7');
  });
  it('puts the unit after the number as it is read', () => {
    expect(withUnit(58.4, 'deg')).toBe('58°');
    expect(withUnit(1.149, 'foot_lengths')).toBe('1.15 foot');
    expect(withUnit(1.62, 'ratio')).toBe('1.6');
  });
  it('names reps as people do', () => {
    expect(runs([1, 2, 3, 7])).toBe('1–3 and 7');
    expect(runs([4, 3])).toBe('3 and 4');
    expect(reps([4])).toBe('rep 4');
    expect(reps([1, 3, 4])).toBe('reps 1, 3 and 4');
  });
  it('says both ranges of a rule', () => {
    expect(cutoffs([5, 25], [40, null], 'deg', true)).toBe('good 5–25°, needs work over 40°');
    expect(cutoffs([3, null], [null, 2], 'ratio')).toBe('good from 3, needs work under 2');
    expect(cutoffs([null, null], [null, null], 'deg')).toBe('');
  });
  it('writes times and dates', () => {
    expect([length(16.6), length(133)]).toEqual(['17 s', '2:13 min']);
    expect([day('2026-09-13T10:00:00Z'), day('no date')]).toEqual(['13 September 2026', 'no date']);
  });
  it('ends a sentence once', () => expect([stop('a'), stop('a.'), stop('why?'), stop('')]).toEqual(['a.', 'a.', 'why?', '']));
});
