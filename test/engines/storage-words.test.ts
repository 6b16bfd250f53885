import { describe, expect, it } from 'vitest';
import { judgeAll, type WordingRecord } from './wording.ts';

const PORTS =
  'Design a module named unit_k.\n\n - input clk\n - input en\n - input [3:0] u\n - output [3:0] w\n - output f\n\n';
const WORD = 'At each rising edge of clk with en=1, w takes u. ';
const golden = (f: string): string =>
  `module unit_k(input clk, en, input [3:0] u, output reg [3:0] w, output f); always @(posedge clk) if (en) w <= u; ${f} endmodule`;

/** What the text says of storage, ports and the task decides or is checked; null where it must be refused. */
const CASES: readonly (readonly [string, string | null])[] = [
  [
    `${PORTS}${WORD}f is combinational: it is 1 when u is 3 and en is 1, and 0 otherwise.`,
    golden('assign f = u == 3 && en;'),
  ],
  [`${PORTS}${WORD}The output f is combinational. It is 1 when u is 3.`, golden('assign f = u == 3;')],
  [`${PORTS}${WORD}f is 1 when u is 3.`, null],
  [`${PORTS}${WORD}f is 1 when u is 3. All outputs are registers.`, null],
  [
    `${PORTS}${WORD}f is 1 when u is 3, and 0 otherwise. All outputs are registers.`,
    golden('reg r; always @(posedge clk) r <= u == 3; assign f = r;'),
  ],
  [`${PORTS}w is a register. ${WORD}f is combinational. f is 1 when w is 3.`, golden('assign f = w == 3;')],
  [`${PORTS}w is combinational. ${WORD}f is combinational. f is 1 when w is 3.`, null],
  [
    `${PORTS}${WORD}f is combinational. f is 1 when w is 3. This is a warm-up. Please name the module unit_k.`,
    golden('assign f = w == 3;'),
  ],
  [
    `${PORTS}${WORD}f is combinational. f is 1 when w is 3. Note that a 4-bit number has 16 possible values.`,
    golden('assign f = w == 3;'),
  ],
  [`${PORTS}${WORD}f is combinational. f is 1 when w is 3. Note that a 4-bit number has 15 possible values.`, null],
  [`${PORTS}${WORD}f is combinational. f is 1 when w is 3. Only combinational logic is asked for.`, null],
  [
    `${PORTS}${WORD}f is combinational. f is 1 when w is 3. The module has one 4-bit input u and outputs w (4 bits) and f.`,
    golden('assign f = w == 3;'),
  ],
  [`${PORTS}${WORD}f is combinational. f is 1 when w is 3. The module has one 5-bit input u.`, null],
  [`${PORTS}${WORD}f is combinational. f is 1 when w is 3. The module has two 4-bit inputs.`, null],
  [
    'Build a circuit called unit_b. It has inputs x, y (4 bits) and outputs s (4 bits). s is y when x is 1 and 0 otherwise.',
    'module unit_b(input x, input [3:0] y, output [3:0] s); assign s = x ? y : 0; endmodule',
  ],
  ['Build a circuit called unit_b with input a and output q. q is a register.', null],
];

const records: readonly WordingRecord[] = CASES.map(([spec, wanted], index) => ({
  id: `storage/${String(index)}`,
  kind: wanted === null ? 'near-miss' : 'paraphrase',
  change: '',
  spec,
  golden: wanted,
}));

describe('sentences about storage, ports and the task', () => {
  it('decide what they state, are held against the design, or stop the engine', { timeout: 120_000 }, async () => {
    const judged = await judgeAll(records);
    const found = new Map(judged.map((one) => [one.record.id, one.result]));
    expect(records.map(({ id, spec, golden: wanted }) => [spec, found.get(id), wanted === null])).toEqual(
      records.map(({ spec, golden: wanted }) => [spec, wanted === null ? 'abstained' : 'right', wanted === null]),
    );
  });
});
