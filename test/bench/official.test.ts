import { describe, expect, it } from 'vitest';
import { scoreRtllm } from '../../src/bench/official/rtllm.ts';
import { scoreVerilogEvalV1 } from '../../src/bench/official/verilog-eval-v1.ts';
import { LETTERS, scoreVerilogEvalV2 } from '../../src/bench/official/verilog-eval-v2.ts';
import { refineLetter } from '../../src/bench/score/facts.ts';

const letter = (log: string, source = ''): string => scoreVerilogEvalV2({ log, source, compiled: true }).letter;
const done = 'Mismatches: 0 in 40 samples';

describe("VerilogEval v2's analysis", () => {
  it.each([
    [done, '.'],
    [`VCD info: dumpfile wave.vcd opened for output.\nHint: all well\n${done}\n`, '.'],
    ['Mismatches: 3 in 40 samples', 'R'],
    ['', 'R'],
    ['a.sv:3: syntax error\nI give up.', 'S'],
    ['a.sv:3: error: This assignment requires an explicit cast.', 'e'],
    ['a.sv:3: error: Sized numeric constant must have a size greater than zero.', '0'],
    [`a.sv:3: warning: always_comb process has no sensitivities.\n${done}`, 'n'],
    [`a.sv:3: warning: @* found no sensitivities so it will never trigger.\n${done}`, 'n'],
    ['a.sv:3: error: q is not a valid l-value in tb.\na.sv:1:      : q is declared here as wire.', 'w'],
    ['b.sv:9: error: Unknown module type: TopModule', 'm'],
    ["a.sv:3: error: Unable to bind wire/reg/memory `clk' in `tb.top'", 'c'],
    ["a.sv:3: error: Unable to bind wire/reg/memory `state' in `tb.top'", 'p'],
    ['a.sv:3: error: something else', 'C'],
    [`TIMEOUT\n${done}`, 'T'],
    // Its faults are kept: the time-out line of a bench, a warning that fails, a pass line that anybody printed.
    [`Mismatches: 0 in 0 samples`, '.'],
    [`${done}\nMismatches: 7 in 40 samples`, '.'],
    [`Mismatches: 7 in 40 samples\n${done}`, '.'],
    [`no error at all\n${done}`, 'C'],
    [` ${done}`, 'R'],
  ])('reads %j as %s', (log, expected) => expect(letter(log)).toBe(expected));

  it.each([
    'always @(posedge clk, posedge reset)',
    'or negedge reset',
    '@(posedge clk or posedge r)',
    '// posedge reset',
  ])('blames %j for a mismatch', (source) => {
    expect(letter('Mismatches: 3 in 40 samples', source)).toBe('r');
    expect(letter(done, source)).toBe('.');
    expect(refineLetter(scoreVerilogEvalV2({ log: '', source: '', compiled: true }), source).letter).toBe('r');
  });

  it('stops at the first line that decides', () => {
    expect(letter('TIMEOUT\nsyntax error')).toBe('T');
    expect(letter('syntax error\nTIMEOUT')).toBe('S');
  });

  it('has a meaning for each letter', () => {
    for (const one of ['.', 'S', 'e', '0', 'n', 'w', 'm', 'c', 'p', 'C', 'T', 'r', 'R'])
      expect(LETTERS).toHaveProperty([one]);
  });
});

describe("VerilogEval v1's evaluation", () => {
  it.each([
    [done, '', false, true],
    [done, 'a.sv:3: warning: implicit definition of wire', false, false],
    [`x ${done} y`, '', false, true],
    ['Mismatches: 1 in 40 samples', '', false, false],
    ['', '', false, false],
    [done, '', true, false],
  ])('of %j with stderr %j, timed out %s, passes: %s', (stdout, stderr, timedOut, pass) => {
    expect(scoreVerilogEvalV1({ stdout, stderr, timedOut }).pass).toBe(pass);
  });
});

describe("RTLLM's script", () => {
  it.each([
    ['=== Your Design Passed ===', true],
    ['failure 1\n=== Your Design Passed ===', true],
    ['bypass register wrong', true],
    ['=== Error ===', false],
    ['', false],
  ])('takes %j for a pass: %s', (stdout, pass) => {
    expect(scoreRtllm({ compiled: true, stdout, timedOut: false }).pass).toBe(pass);
  });
  it('passes nothing that did not compile or end', () => {
    expect(scoreRtllm({ compiled: false, stdout: 'Passed', timedOut: false })).toMatchObject({
      pass: false,
      syntax: false,
    });
    expect(scoreRtllm({ compiled: true, stdout: 'Passed', timedOut: true })).toMatchObject({
      pass: false,
      syntax: true,
    });
  });
});
