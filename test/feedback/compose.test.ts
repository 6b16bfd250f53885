import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/contracts/source.ts';
import type { Evidence, TraceStep, Verdict } from '../../src/contracts/verdict.ts';
import { adviceOn } from '../../src/feedback/advice.ts';
import { composeFeedback, type FeedbackInput } from '../../src/feedback/compose.ts';
import { mismatchTable } from '../../src/feedback/mismatch-table.ts';
import { estimateTokens } from '../../src/util/estimate-tokens.ts';

const verdict = (check: Verdict['check'], status: Verdict['status'], evidence: readonly Evidence[] = []): Verdict => ({
  check,
  status,
  summary: `${check} says ${status}`,
  evidence,
  wallMs: 0,
});
const problem = (line: number, message = 'syntax error', code = 'IVL-SYNTAX'): Diagnostic => ({
  severity: 'error',
  code,
  message,
  range: { file: 'work/m.v', line, column: null },
  reportedBy: 'iverilog',
});
const step = (at: number, got = '0'): TraceStep => ({
  step: at,
  inputs: { clk: '1', a: '0', far: '1' },
  expected: { y: '1' },
  got: { y: got },
});
const example: Evidence = {
  kind: 'counterexample',
  trace: Array.from({ length: 14 }, (_, i) => step(i, i === 13 ? '0' : '1')),
  atStep: 13,
  signals: ['y'],
  replayedIn: 'iverilog',
};
const input = (more: Partial<FeedbackInput>): FeedbackInput => ({
  candidate: 'c',
  verdicts: [],
  files: [{ path: 'm.v', text: 'module m;\n  assign y = a &&& b\nendmodule' }],
  coneOf: () => ({ signals: ['a'], lines: [2] }),
  visible: false,
  budget: 900,
  ...more,
});

describe('feedback', () => {
  it('quotes the line of a diagnostic and says what to do', () => {
    const items = [problem(2), problem(2)];
    const { items: said } = composeFeedback(
      input({ verdicts: [verdict('compile', 'fail', [{ kind: 'diagnostics', items }])] }),
    );
    expect(said).toHaveLength(1);
    expect(said[0]?.say).toContain('assign y = a &&& b');
    expect(said[0]?.say).toContain('missing ";"');
    expect(said[0]?.range?.line).toBe(2);
  });

  it('says nothing of what passed, was skipped or was our own trouble', () => {
    const verdicts = [verdict('compile', 'pass'), verdict('lint', 'error'), verdict('simulate', 'skipped')];
    expect(composeFeedback(input({ verdicts })).items).toEqual([]);
  });

  it('counts what does not fit its budget, and keeps to it', () => {
    const items = Array.from({ length: 200 }, (_, i) => problem(1, `trouble ${i} of many words that cost tokens`));
    const { items: said, omitted } = composeFeedback(
      input({ budget: 200, verdicts: [verdict('compile', 'fail', [{ kind: 'diagnostics', items }])] }),
    );
    expect(said.length + omitted).toBe(200);
    expect(said.reduce((sum, { say }) => sum + estimateTokens(say), 0)).toBeLessThanOrEqual(200);
  });

  it('shows expected values only where the golden is visible', () => {
    const verdicts = [verdict('equivalence', 'fail', [example])];
    expect(composeFeedback(input({ verdicts })).items[0]?.say).not.toContain('expected');
    expect(composeFeedback(input({ verdicts, visible: true })).items[0]?.say).toContain('y (expected)');
  });

  it('shows what a part of the specification demands, golden or not, and whose demand it is', () => {
    const say = composeFeedback(input({ verdicts: [verdict('roundtrip', 'fail', [example])] })).items[0]?.say ?? '';
    expect(say).toContain('roundtrip says fail y is wrong');
    expect(say).toContain('y (expected)');
  });

  it('a trace that is short already is shown from its start', () => {
    const short = { ...example, trace: example.trace.slice(5), atStep: 13 } as Evidence;
    const say = composeFeedback(input({ verdicts: [verdict('equivalence', 'fail', [short])] })).items[0]?.say ?? '';
    expect(say).toContain('\n5 | 0');
    expect(say).not.toContain('earlier rows');
  });

  it('shows the cycles before the mismatch with the inputs in the cone; the lines behind the output only on request', () => {
    const verdicts = [verdict('equivalence', 'fail', [example])];
    const say = composeFeedback(input({ verdicts })).items[0]?.say ?? '';
    expect(say).toContain('13 <-');
    expect(say).toContain('8 earlier rows are not shown');
    expect(say).not.toContain('far');
    expect(say).not.toContain('assign y');
    const asked = composeFeedback(input({ verdicts, kinds: ['mismatch', 'cone'] })).items[0]?.say ?? '';
    expect(asked).toContain('2: assign y = a &&& b');
  });

  it('a kind that is switched off is not worded', () => {
    const verdicts = [verdict('equivalence', 'fail', [example])];
    const said = (kinds: FeedbackInput['kinds']) =>
      composeFeedback(input({ verdicts, ...(kinds === undefined ? {} : { kinds }) })).items.map(({ say }) => say);
    expect(said([])).toEqual([]);
    expect(said(['summary'])).toEqual(['equivalence says fail']);
    expect(said(['mismatch'])[0]).not.toContain('Lines behind');
  });
});

describe('the table of mismatches', () => {
  it('keeps to ten columns and counts the others', () => {
    const inputs = Object.fromEntries(Array.from({ length: 14 }, (_, i) => [`i${i}`, '0']));
    const trace = [{ step: 0, inputs, expected: { y: '1' }, got: { y: '0' } }];
    const table = mismatchTable({ trace, at: 0, signals: ['y'], cone: [], visible: true });
    expect(table).toContain('4 inputs that are farther away');
  });

  it('an empty trace is an empty table', () => {
    expect(mismatchTable({ trace: [], at: 0, signals: [], cone: [], visible: true })).toBe('');
  });
});

describe('advice', () => {
  it.each([
    ['IVL-LVALUE', 'y is not a valid l-value in m.', 'reg'],
    ['IVL-ERROR', 'This assignment requires an explicit cast.', 'localparam'],
    ['PORT-WIDTH', 'x has 8 bits, expected 4', 'interface'],
    ['LATCH', 'Latch inferred', 'every path'],
  ])('%s is told what to do', (code, message, word) => {
    expect(adviceOn({ code, message })?.hint).toContain(word);
  });

  it('an unknown code has no advice', () => {
    expect(adviceOn({ code: 'NEW', message: 'what is this' })).toBeNull();
  });
});
