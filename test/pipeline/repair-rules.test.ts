import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/contracts/source.ts';
import type { Spec } from '../../src/contracts/spec.ts';
import type { Verdict } from '../../src/contracts/verdict.ts';
import { mendText } from '../../src/pipeline/repair/mend.ts';
import { REPAIR_RULES } from '../../src/pipeline/repair/rules/index.ts';
import { readSpec } from '../../src/spec/index.ts';
import { describeWith } from '../tools/real-tools.ts';
import { staticJudge } from './static-judge.ts';

const SPEC_TEXT = `Module name: blinker

Inputs:
- clk: clock
- x [3:0]: data

Outputs:
- y [3:0]: result
- z: flag

z is high when the result is zero.
`;

function specOf(): Spec {
  const read = readSpec({ path: 'blinker.txt', text: SPEC_TEXT });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value.spec;
}
const spec = specOf();

const error = (code: string, message: string, line = 1): Diagnostic => ({
  severity: 'error',
  code,
  message,
  range: { file: 'blinker.v', line, column: null },
  reportedBy: 'iverilog',
});

const HEADER = 'module blinker (input clk, input [3:0] x, output [3:0] y, output z);';

interface Case {
  readonly rule: string;
  readonly broken: string;
  readonly diagnostics?: readonly Diagnostic[];
  /** What the repaired text must hold. */
  readonly holds: readonly string[];
}

const CASES: readonly Case[] = [
  {
    rule: 'unfence',
    broken: `Sure:\n\`\`\`verilog\n${HEADER}\nassign y = x;\nassign z = x == 0;\n`,
    holds: ['endmodule', 'assign y = x;'],
  },
  {
    rule: 'difference-marks',
    broken: `${HEADER}\n+reg [3:0] q;\n- assign y = q;\nendmodule`,
    holds: ['\nreg [3:0] q;', '\n assign y'],
  },
  {
    rule: 'block-braces',
    broken: `${HEADER}\nalways @(posedge clk) begin if (z) begin q <= {x, y};\n} else begin q <= 0; end end\nendmodule`,
    holds: ['end else begin', '{x, y}'],
  },
  { rule: 'trailing-comma', broken: `${HEADER}\nassign y = {x[3:1], x[0],};\nendmodule`, holds: ['x[0]}'] },
  {
    rule: 'dont-care-digits',
    broken: `${HEADER}\nassign y = x[0] ? 4'b1dd0 : 4'b1--1; // 4'bdddd\nendmodule`,
    holds: ["4'b1xx0", "4'b1xx1", "// 4'bdddd"],
  },
  {
    rule: 'case-item-blocks',
    broken: `${HEADER}\nalways @(*) case (x) 4'h1: a = 1; b = 2; 4'h2: begin a = 3; c = 1; end default: a = 0; b = 0; endcase\nendmodule`,
    holds: [
      "4'h1: begin a = 1; b = 2; end",
      "4'h2: begin a = 3; c = 1; end default",
      'default: begin a = 0; b = 0; end',
    ],
  },
  {
    rule: 'balanced-parentheses',
    broken: `${HEADER}\nassign y = (x[0] ? 4'd1 : (x[1] ? 4'd2 : 4'd3)));\nassign z = (x == 0;\nendmodule`,
    holds: ["4'd3));", '(x == 0);'],
  },
  {
    rule: 'missing-end',
    broken: `${HEADER}\nalways @(posedge clk) begin if (x[0]) begin q <= 1; end\nassign y = x;\nendmodule`,
    holds: ['; end\nend \nassign y'],
  },
  {
    rule: 'reserved-words',
    broken: `${HEADER}\nreg [3:0] priority;\nassign y = priority;\nendmodule`,
    holds: ['reg [3:0] priority_sig;', 'assign y = priority_sig;'],
  },
  {
    rule: 'enums-to-constants',
    broken: `${HEADER}\ntypedef enum logic [1:0] {IDLE = 2'd1, RUN, STOP, OVER} st;\nst s, n;\nendmodule`,
    holds: ["localparam [2:0] OVER = 3'd4;", 'reg [2:0] s, n;'],
  },
  {
    rule: 'enums-to-constants',
    broken: `${HEADER}\nenum {A, B} s;\nendmodule`,
    holds: ["localparam B = 1'd1;", 'reg  s;'],
  },
  {
    rule: 'nets-to-variables',
    broken: `${HEADER}\nwire q;\nalways @(*) begin y = x; q = 1; end\nendmodule`,
    diagnostics: [
      error('IVL-LVALUE', "y['sd1] is not a valid l-value in blinker."),
      error('IVL-LVALUE', 'q is not a valid l-value in blinker.'),
    ],
    holds: ['output reg [3:0] y', 'reg q;'],
  },
  {
    rule: 'nets-to-variables',
    broken: 'module m (input x, output [1:0] a, b, c);\nalways @(*) b = x;\nendmodule',
    diagnostics: [error('IVL-LVALUE', 'b is not a valid l-value in m.')],
    holds: ['output [1:0] a, output reg [1:0] b, output [1:0] c'],
  },
  {
    rule: 'assigned-inputs',
    broken: `${HEADER}\nalways @(posedge clk) begin x <= x + 1; y <= x; end\nendmodule`,
    diagnostics: [error('IVL-LVALUE', 'x is not a valid l-value in blinker.')],
    holds: ['reg [3:0] x_sig;', 'x_sig <= x + 1;', 'y <= x;'],
  },
  {
    rule: 'variables-to-nets',
    broken: `${HEADER}\nreg q;\nassign q = x[0];\nendmodule`,
    diagnostics: [error('IVL-LVALUE', 'reg q; cannot be driven by primitives or continuous assignment.')],
    holds: ['wire q;'],
  },
  {
    rule: 'second-declarations',
    broken: `${HEADER}\nwire z;\nassign z = x[0];\nendmodule`,
    diagnostics: [error('IVL-DUPLICATE', "`z' has already been declared in this scope.")],
    holds: [`${HEADER}\n\nassign z`],
  },
  {
    rule: 'bare-hex-digits',
    broken: `${HEADER}\nassign y = x[0] ? f : x;\nendmodule`,
    diagnostics: [error('IVL-UNBOUND', "Unable to bind wire/reg/memory `f' in `blinker'")],
    holds: ["? 4'hf :"],
  },
  {
    rule: 'break-to-disable',
    broken: `${HEADER}\nalways @(*) begin for (i = 0; i < 4; i = i + 1) begin if (x[i]) begin p = i; break; end end end\nendmodule`,
    holds: ['disable leave_', 'begin : leave_'],
  },
  {
    rule: 'demanded-header',
    broken: 'module blinker (input clk, input [7:0] x, output reg [3:0] y, output z);\nalways @(*) y = x;\nendmodule',
    diagnostics: [error('PORT-WIDTH', 'x has 8 bits, expected 4')],
    holds: ['input [3:0] x', 'output reg [3:0] y'],
  },
  {
    rule: 'full-sensitivity',
    broken: `${HEADER}\nalways @(x or clk) y = x & q;\nalways @(posedge clk) q = 1;\nendmodule`,
    holds: ['always @(*) y', 'always @(posedge clk)'],
  },
];

const ruleOf = (id: string) => REPAIR_RULES.find((rule) => rule.id === id)!;

describe('rules of repair', () => {
  it('every rule has an example here', () => {
    expect(new Set(CASES.map(({ rule }) => rule))).toEqual(new Set(REPAIR_RULES.map(({ id }) => id)));
  });

  it.each(CASES)('$rule mends its example', ({ rule, broken, diagnostics = [], holds }) => {
    const mended = ruleOf(rule).apply({ text: broken, spec, diagnostics });
    for (const part of holds) expect(mended).toContain(part);
  });

  const SOUND = `module blinker (input clk, input [3:0] x, output reg [3:0] y, output z);
  localparam [1:0] A = 2'b00;
  reg [3:0] s;
  always @(*) case (x) 4'h1: begin y = 1; end default: y = {x[3:1], s[0]}; endcase
  always @(posedge clk) if (x == 0) begin s <= 4'b01x0; end else begin s <= x; end
  assign z = (y == 0);
endmodule
`;
  it.each(REPAIR_RULES.map(({ id }) => id))('%s leaves a sound design alone', (id) => {
    const text = ruleOf(id).apply({ text: SOUND, spec, diagnostics: [] });
    expect(text === null || text === SOUND).toBe(true);
  });

  it.each(REPAIR_RULES.map(({ id }) => id))('%s takes hostile text in linear time', (id) => {
    const started = performance.now();
    for (const unit of [
      'begin ',
      'case(x) ',
      "1'bd",
      '{',
      '(',
      '}',
      'enum {',
      'for(',
      '`',
      '"',
      '/*',
      "'b",
      'reg [',
      ', ',
    ]) {
      ruleOf(id).apply({ text: unit.repeat(4_000), spec, diagnostics: [error('PORT-WIDTH', 'x')] });
    }
    expect(performance.now() - started).toBeLessThan(8_000);
  });
});

const verdict = (check: Verdict['check'], status: Verdict['status'], items: readonly Diagnostic[] = []): Verdict => ({
  check,
  status,
  summary: check,
  evidence: [{ kind: 'diagnostics', items }],
  wallMs: 0,
});

describe('repair as a whole', () => {
  it('a text that passes its checks is not touched', async () => {
    let calls = 0;
    const judge = async (): Promise<readonly Verdict[]> => {
      calls += 1;
      return [];
    };
    expect(await mendText('module x; endmodule', { spec, verdicts: [verdict('compile', 'pass')], judge })).toBeNull();
    expect(calls).toBe(0);
  });

  it('a change that makes nothing better is rolled back', async () => {
    const bad = [verdict('screen', 'pass'), verdict('compile', 'fail', [error('IVL-SYNTAX', 'syntax error')])];
    const broken = `${HEADER}\nassign y = {x,};\nendmodule`;
    expect(await mendText(broken, { spec, verdicts: bad, judge: async () => bad })).toBeNull();
  });
});

describeWith(['iverilog'], 'repair with a compiler', () => {
  it('two mistakes are mended one after the other', async () => {
    const compile = await staticJudge();
    const broken = `${HEADER}\nalways @(*) y = x[0] ? 4'b1dd0 : x;\nassign z = (x == 0;\nendmodule`;
    const verdicts = await compile(broken);
    expect(verdicts.some(({ status }) => status === 'fail')).toBe(true);
    const mended = await mendText(broken, { spec, verdicts, judge: compile });
    expect(mended?.verdicts.every(({ status }) => status === 'pass')).toBe(true);
    expect(mended?.rules).toEqual(
      expect.arrayContaining(['dont-care-digits', 'balanced-parentheses', 'nets-to-variables']),
    );
  });
});
