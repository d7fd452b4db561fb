import { describe, expect, it } from 'vitest';
// @ts-expect-error plain JavaScript, shared with the page's tests
import { cases } from '../../fixtures/cases.mjs';
import type { ReportData } from '../api/report_data';
import { readReport } from './read';
import { featuredReps, hasFinding, unjudged, verdictOf } from './verdicts';

const read = (raw: unknown): ReportData => {
  const result = readReport(JSON.stringify(raw));
  if (result.kind !== 'read') throw new Error(result.why);
  return result.data;
};

describe('reading', () => {
  it('says in one sentence why a page cannot be read', () => {
    for (const text of ['null', '/*HINGE_' + 'DATA*/null', '{', '[]', '{"format": 2}', '7']) {
      expect(readReport(text)).toMatchObject({ kind: 'unreadable' });
    }
  });
  it('keeps every number of the demo', () => {
    const raw = cases.demo();
    const data = read(raw);
    expect(data.series).toEqual(raw.series);
    expect(data.stick).toEqual(raw.stick);
    expect(data.analysis.reps.map((rep) => rep.metrics)).toEqual(raw.analysis.reps.map((rep: { metrics: unknown }) => rep.metrics));
    expect(data.stills.map((still) => still.image)).toEqual(raw.stills.map((still: { image: string }) => still.image));
    expect(data.panels).toEqual(raw.panels);
    expect(data.signature).toEqual(raw.signature);
  });
  it('reads every kind of report, whatever is missing', () => {
    for (const make of Object.values(cases) as (() => unknown)[]) expect(() => read(make())).not.toThrow();
  });
  it('survives any one member of any kind being of the wrong type', () => {
    const demo = { ...cases.demo(), stick: null };
    demo.stills.length = 1;
    for (const junk of [null, 7, 'text', [], {}, [null], [7], [[]], true]) {
      for (const key of Object.keys(demo)) if (key !== 'format') expect(() => read({ ...demo, [key]: junk })).not.toThrow();
      for (const key of Object.keys(demo.analysis)) expect(() => read({ ...demo, analysis: { ...demo.analysis, [key]: junk } })).not.toThrow();
    }
  });
  it('shows no picture that is not part of the file', () => {
    const data = read(cases.hostile());
    expect(data.stills.every((still) => still.image.startsWith('data:image/jpeg;base64,'))).toBe(true);
    expect(data.stills).toHaveLength(cases.hostile().stills.length - 2);
    expect(data.stills[data.hero ?? -1]?.key).not.toEqual([]);
  });
  it('takes a verdict it does not know for one that was not given', () => {
    const finding = read(cases.gaps()).analysis.reps[1]?.findings[1];
    expect(finding?.verdict).toBe('cannot_judge');
  });
});

describe('verdicts', () => {
  it('leave a rep the verdict the engine gave it, whatever its notes say', () => {
    const data = cases.demo();
    const raw = { ...data, analysis: { ...data.analysis, reps: data.analysis.reps.map((rep: object) => ({ ...rep, verdict: 'good' })) } };
    expect(read(raw).analysis.reps.map(verdictOf)).toEqual(Array(4).fill('good'));
  });
  it('give a rep its worst finding', () => expect(read(cases.demo()).analysis.reps.map(verdictOf)).toEqual(['good', 'good', 'fault', 'fault']));
  it('say "cannot judge" only when nothing could be judged', () => expect(read(cases.frontal()).analysis.reps.map(verdictOf)).toEqual(Array(4).fill('cannot_judge')));
  it('choose the first, the best and reps with a finding', () => {
    const data = read(cases.many_reps());
    const chosen = featuredReps(data, 6);
    expect(chosen.length).toBeLessThanOrEqual(6);
    expect(chosen[0]?.index).toBe(1);
    expect(chosen.some((rep) => rep.index === data.analysis.coaching.priority_rep)).toBe(true);
    expect(chosen.slice(1).every(hasFinding)).toBe(true);
  });
  it('name one reason once, for all the rules it holds for', () => {
    const entries = unjudged(read(cases.frontal()));
    expect(entries[0]?.title).toBe('Knee bend, Hip against knee, Lower back, Lockout.');
    expect(entries).toHaveLength(1 + cases.frontal().cannot_judge.length);
  });
  it('say in which reps something was not seen', () => expect(unjudged(read(cases.gaps()))[0]?.text).toMatch(/^Rep 2: You were out/));
});
