import { describe, expect, it } from 'vitest';
import { judgeAll, type WordingRecord } from './wording.ts';

const PORTS: Readonly<Record<string, string>> = {
  delay: ' - input clk\n - input u (5 bits)\n - output w (5 bits)\n',
  edge: ' - input clk\n - input rst\n - input u\n - output w\n',
  bits: ' - input clk\n - input u (9 bits)\n - output w (9 bits)\n',
  lanes: ' - input clk\n - input en (2 bits)\n - input u (16 bits)\n - output w (16 bits)\n',
  shift: ' - input clk\n - input rst\n - input u\n - output w\n',
};

const GOLDEN: Readonly<Record<string, string>> = {
  delay: 'input clk, input [4:0] u, output [4:0] w',
  edge: 'input clk, rst, u, output w',
  bits: 'input clk, input [8:0] u, output reg [8:0] w',
  lanes: 'input clk, input [1:0] en, input [15:0] u, output reg [15:0] w',
  shift: 'input clk, rst, u, output w',
};

const DELAY2 = 'reg [4:0] a, b; always @(posedge clk) begin a <= u; b <= a; end assign w = b;';
const EDGE = 'reg p; always @(posedge clk) p <= rst ? 0 : u; assign w = ';
const LANES = 'always @(posedge clk) begin if (en[0]) w[7:0] <= u[7:0]; if (en[1]) w[15:8] <= u[15:8]; end';
const RISE = 'reg [8:0] p; always @(posedge clk) begin p <= u; w <= u & ~p; end';
const CHAIN =
  'reg [3:0] s; always @(posedge clk or posedge rst) if (rst) s <= 0; else s <= {s[2:0], u}; assign w = s[3];';
const REMEMBERED = ' The remembered value is set to 0 by rst, which is active high and synchronous.';
const STAGES =
  'Design a 4-bit shift register. On every rising edge of clk, u is shifted into the first stage and every other stage takes the value of the stage before it.';
const CLEARS = ' An active-high asynchronous reset (rst) clears all stages.';

/** Ports, sentences, and what they mean; null where they contradict themselves or leave something open. */
const TEXTS: readonly (readonly [string, string, string | null])[] = [
  ['delay', 'w is u delayed by two clock cycles. There is no reset.', DELAY2],
  ['delay', 'No reset is provided. w is the value that u had two clock cycles ago.', null],
  ['delay', 'w is u delayed by two clock cycles. w is a register.', null],
  ['delay', 'At each rising edge of clk, w becomes u delayed by two clock cycles.', null],
  [
    'edge',
    `w is combinational: it is 1 whenever u differs from the value that u had at the last rising edge of clk.${REMEMBERED}`,
    `${EDGE}u != p;`,
  ],
  ['edge', `w is combinational. w is 1 when u goes from 0 to 1.${REMEMBERED}`, `${EDGE}u & ~p;`],
  ['edge', `w is combinational. w is 1 when u goes from 1 to 0.${REMEMBERED}`, `${EDGE}~u & p;`],
  ['edge', 'w is combinational. w is 1 when u goes from 0 to 1. rst is a synchronous active-high reset.', null],
  ['edge', `w is 1 when u goes from 0 to 1.${REMEMBERED}`, null],
  [
    'bits',
    'For each bit of a 9-bit vector, detect when the input changes from 0 in one clock cycle to 1 in the next. The output bit is set the cycle after the 0 to 1 transition occurs.',
    RISE,
  ],
  [
    'bits',
    'For each bit of a 9-bit vector, detect when the input changes from 0 in one clock cycle to 1 in the next. The output bit is set the cycle after the 1 to 0 transition occurs.',
    null,
  ],
  [
    'bits',
    'For each bit of an 8-bit vector, detect when the input changes from 0 in one clock cycle to 1 in the next. The output bit is set the cycle after the 0 to 1 transition occurs.',
    null,
  ],
  [
    'bits',
    'For each bit of a 9-bit vector, detect when the input changes from 0 in one clock cycle to 1 in the next.',
    null,
  ],
  [
    'lanes',
    'Write a 16-bit register with byte enables. en controls which bytes of the register are written on the rising edge of clk: en[0] controls u[7:0] and en[1] controls u[15:8].',
    LANES,
  ],
  [
    'lanes',
    'Write a 16-bit register with byte enables. en controls which bytes of the register are written on the rising edge of clk: en[0] controls u[7:0] and en[1] controls u[15:9].',
    null,
  ],
  [
    'lanes',
    'Write a 16-bit register with byte enables. en controls which bytes of the register are written on the rising edge of clk: en[0] controls u[7:0] and en[0] controls u[15:8].',
    null,
  ],
  ['shift', `${STAGES} w is the output of the last stage.${CLEARS}`, CHAIN],
  ['shift', `${STAGES} w is the output of stage 5.${CLEARS}`, null],
  ['shift', `${STAGES} w is the output of the last stage. w is combinational. w is a register.${CLEARS}`, null],
];

const records: readonly WordingRecord[] = TEXTS.map(([ports, body, golden], index) => ({
  id: `registers/${String(index)}`,
  kind: golden === null ? 'near-miss' : 'paraphrase',
  change: '',
  spec: `Design a module named unit_k with these ports.\n\n${PORTS[ports] ?? ''}\n${body}\n`,
  golden: golden === null ? null : `module unit_k(${GOLDEN[ports] ?? ''}); ${golden} endmodule`,
}));

describe('registers in the words of data sheets', () => {
  it('are built as told, or refused where a word is wrong or missing', { timeout: 120_000 }, async () => {
    const judged = await judgeAll(records);
    const text = (one: (typeof judged)[number]): string =>
      `${one.record.spec.split('\n\n')[2] ?? ''} (${one.why} ${one.quotes.join('; ')})`;
    expect(judged.filter((one) => one.result === 'wrong').map(text)).toEqual([]);
    expect(judged.filter((one) => one.result === 'abstained' && one.record.golden !== null).map(text)).toEqual([]);
  });
});
