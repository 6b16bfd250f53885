import { expect, it } from 'vitest';
import { textCone } from '../../src/verilog/driver-graph.ts';

const TEXT = `module m(input clk, input a, input b, input sel, output reg q, output z);
  wire t;
  assign t = a ^ b;
  assign z = ~b;
  always @(posedge clk) begin
    if (sel) q <= t;
    else {q, r[0]} <= {a, b};
  end
endmodule`;

it('the cone of an output holds what it is made of and what decides it, nearest first', () => {
  const near = textCone(TEXT, ['q'], 1);
  expect(near.signals).toEqual(expect.arrayContaining(['t', 'sel', 'clk']));
  // The condition's own line, here that of the clock, counts too.
  expect(near.lines).toEqual([6, 5, 7]);
  expect(textCone(TEXT, ['q'], 2).lines).toEqual([6, 5, 7, 3]);
});

it('other outputs are not in it', () => {
  expect(textCone(TEXT, ['z'], 3)).toEqual({ signals: ['b'], lines: [4] });
});

it('an output that nothing assigns has no cone, and broken text does no harm', () => {
  expect(textCone(TEXT, ['nothing'], 3)).toEqual({ signals: [], lines: [] });
  for (const text of ['', '= = ;', 'assign = x;', '}} ] <= ;', 'assign y = '])
    expect(textCone(text, ['y'], 3).lines).toEqual([]);
});
