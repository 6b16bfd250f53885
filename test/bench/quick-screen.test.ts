import { describe, expect, it } from 'vitest';
import { isPlainlyHarmless } from '../../src/bench/score/quick-screen.ts';
import { CHEATS, COUNT } from './designs.ts';

const inside = (text: string): string =>
  `module TopModule (input clk, input [3:0] a, output reg [3:0] y);\n${text}\nendmodule\n`;

describe('a design harmless by its words', () => {
  it.each([
    ['a counter', COUNT.good],
    ['comments with suspicious words', inside('  // $finish; tb.good1.q; `include\n  always @* y = a;')],
    [
      'its own function',
      inside('  function [3:0] twice(input [3:0] v); twice = v << 1; endfunction\n  always @* y = twice(a);'),
    ],
    ['states and ternaries', inside('  localparam A = 0, B = 1;\n  reg s;\n  always @* y = s ? A : B;')],
    [
      'a loop that breaks',
      inside('  integer i;\n  always @* begin y = 0; for (i = 0; i < 4; i = i + 1) if (a[i]) y = i; end'),
    ],
    ['comparisons of inputs', inside('  always @* if (a <= 3) y = 1; else y = (a == 4) ? 2 : 0;')],
    ['pure functions', inside('  always @* y = $signed(a) >>> $clog2(2);')],
  ])('may hold %s', (_, source) => expect(isPlainlyHarmless(source)).toBe(true));

  it.each(Object.entries(CHEATS))('is not one that %s', (_, source) => expect(isPlainlyHarmless(source)).toBe(false));

  it.each([
    ['a directive', '`timescale 1ns/1ps\nmodule TopModule; endmodule'],
    ['an output task', inside('  initial $display("x");')],
    ['a hierarchical read', inside('  always @* y = u.v;')],
    ['an indexed hierarchical read', inside('  always @* y = u[1].v;')],
    ['a package reference', inside('  always @* y = pkg::v;')],
    ['an unknown task', inside('  initial stop_stimulus;')],
    ['an unknown task after a condition', inside('  always @* if (a) stop_stimulus();')],
    ['an unknown task after a label', inside('  initial begin : name stop_stimulus(); end')],
    ['an unknown function', inside('  always @* y = reveal(a);')],
    ['a foreign module', inside('  RefModule r (clk, a, y);')],
    ['a foreign module with parameters', inside('  RefModule #(4) r (clk, a, y);')],
    ['an assigned input', inside('  assign a = 0;')],
    ['an assigned input bit', inside('  always @* a[0] <= 0;')],
    ['an input in an assigned concatenation', inside('  assign {a, y} = 0;')],
    ['a bind', `${inside('')}bind tb TopModule x (.*);`],
    ['a comment that never ends', `${inside('')}/* `],
    ['a second module', `${inside('')}module other; endmodule`],
  ])('is not one with %s', (_, source) => expect(isPlainlyHarmless(source)).toBe(false));
});
