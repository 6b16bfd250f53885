import { describe, expect, it } from 'vitest';
import { judgeAll, type WordingRecord } from './wording.ts';

const compare = (lt: string, more = ''): string =>
  `Design a module named unit_k.\n\n- input a (4 bits): first operand\n- input b (4 bits): second operand\n- output lt: ${lt}\n\n${more}`;
const LESS = 'module unit_k(input [3:0] a, b, output lt); assign lt = a < b; endmodule';
const store = (rst: string, q: string): string =>
  `Design a module named unit_s.\n\n- input clk: clock\n- input rst: ${rst}\n- input d (8 bits): data\n- output q (8 bits): ${q}\n\nAt each rising edge of clk, q takes d. rst clears q.`;
const stored = (sense: string, level: string): string =>
  `module unit_s(input clk, rst, input [7:0] d, output reg [7:0] q); always @(posedge clk${sense}) if (${level}) q <= 0; else q <= d; endmodule`;

/** What stands beside a port is read like a sentence about it; null where it must stop the engine. */
const CASES: readonly (readonly [string, string | null])[] = [
  [compare('1 when a is less than b'), LESS],
  [compare('`a` is less than `b`'), LESS],
  [compare('is 1 when a is less than b and 0 otherwise'), LESS],
  [compare('1-bit output flag, high when a is less than b'), LESS],
  [compare('registered flag, high when a is less than b'), null],
  [compare('result, valid one cycle later', 'lt is 1 when a is less than b.'), null],
  [compare('delayed flag', 'lt is 1 when a is less than b.'), null],
  [store('synchronous, active high', 'stored word (registered)'), stored('', 'rst')],
  [store('synchronous reset, active low', 'registered data'), stored('', '!rst')],
  [store('asynchronous, active low', 'stored word'), stored(' or negedge rst', '!rst')],
  [store('asynchronous, active high', 'combinational output'), null],
  [store('reset', 'stored word'), null],
  [
    'Design a module named unit_p.\n\n- input x (4 bits): 4-bit input operand.\n- input y (4 bits): 4-bit input operand.\n- output p (8 bits): 8-bit output representing the product of the two 4-bit inputs (x * y).\n',
    'module unit_p(input [3:0] x, y, output [7:0] p); assign p = x * y; endmodule',
  ],
  [
    'Design a module named unit_p.\n\n- input x (4 bits)\n- input y (4 bits)\n- output p (8 bits): 8-bit output representing the product of the two 4-bit inputs (x + y).\n',
    null,
  ],
  [
    'Design a module named unit_c.\n\n- input clk\n- input rst: synchronous, active high\n- input tick: tick of the metronome, already synchronous\n- output n (3 bits): position, wraps around\n\nn increments at each rising edge of clk with tick=1. rst sets n to 0.',
    'module unit_c(input clk, rst, tick, output reg [2:0] n); always @(posedge clk) if (rst) n <= 0; else if (tick) n <= n + 1; endmodule',
  ],
];

const records: readonly WordingRecord[] = CASES.map(([spec, golden], index) => ({
  id: `described/${String(index)}`,
  kind: golden === null ? 'near-miss' : 'paraphrase',
  change: '',
  spec,
  golden,
}));

describe('descriptions beside ports', () => {
  it('are facts about the port, or stop the engine', { timeout: 120_000 }, async () => {
    const judged = await judgeAll(records);
    const found = new Map(
      judged.map((one) => [one.record.id, `${one.result} ${one.result === 'abstained' ? '' : one.why}`.trim()]),
    );
    const results = records.map(({ id, spec }) => [spec, found.get(id)?.split(' ')[0]]);
    expect(results).toEqual(records.map(({ spec, golden }) => [spec, golden === null ? 'abstained' : 'right']));
  });
});
