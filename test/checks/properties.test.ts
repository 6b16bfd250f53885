import { expect, test } from 'vitest';
import type { DesignText } from '../../src/checks/check-environment.ts';
import { checkProperties } from '../../src/checks/properties.ts';
import type { VerdictStatus } from '../../src/contracts/verdict.ts';
import { describeWith, realEnvironment } from '../tools/real-tools.ts';

const designOf = (text: string): DesignText => ({
  top: /module\s+(\w+)/.exec(text)?.[1] ?? '',
  files: [{ path: 'design.v', text }],
});

const DESIGNS = {
  counter: designOf(`module tally(input clk, input rst, input en, output reg [2:0] q);
  always @(posedge clk) if (rst) q <= 0; else if (en) q <= q + 1;
endmodule`),
  asynchronous: designOf(`module tally(input clk, input rst_n, input en, output reg [2:0] q);
  always @(posedge clk or negedge rst_n) if (!rst_n) q <= 0; else if (en) q <= q + 1;
endmodule`),
  server: designOf(`module server(input clk, input rst, input req, output reg ack);
  reg [1:0] s;
  always @(posedge clk)
    if (rst) begin s <= 0; ack <= 0; end
    else begin ack <= s == 2; s <= s == 0 ? {1'b0, req} : s == 2 ? 2'd0 : s + 2'd1; end
endmodule`),
  gate: designOf('module gate(input a, input b, output y); assign y = a & b; endmodule'),
} as const;

type Case = readonly [design: keyof typeof DESIGNS, property: string, status: VerdictStatus, says: string];

const CLOCKED = 'assert property (@(posedge clk)';

const CASES: readonly Case[] = [
  ['counter', `${CLOCKED} disable iff (rst) en |=> q == $past(q) + 3'd1);`, 'pass', 'holds'],
  // An unsized 1 makes the sum 32 bits wide, so that the counter's wrap breaks it.
  ['counter', `${CLOCKED} disable iff (rst) en |=> q == $past(q) + 1);`, 'fail', 'fails'],
  ['counter', `${CLOCKED} disable iff (rst) !en |=> $stable(q));`, 'pass', 'holds'],
  // Nothing disables it, so that a reset in the middle breaks it.
  ['counter', `${CLOCKED} !en |=> $stable(q));`, 'fail', 'rst=1'],
  ['counter', `${CLOCKED} $fell(rst) |-> q == 0);`, 'pass', 'holds'],
  ['counter', `${CLOCKED} q < 7);`, 'fail', 'fails'],
  ['counter', `${CLOCKED} (q > 7) |-> en);`, 'unknown', 'vacuous'],
  ['counter', `${CLOCKED} disable iff (1'b1) en |=> q == 0);`, 'unknown', 'vacuous'],
  ['counter', `${CLOCKED} en |-> s_eventually q == 0);`, 'unknown', 'not in the subset'],
  ['counter', `${CLOCKED} en |=> hidden == 0);`, 'unknown', 'hidden is no port'],
  ['counter', 'assert property (@(posedge tick) en |=> q == 0);', 'unknown', 'tick is no clock'],
  ['asynchronous', `${CLOCKED} disable iff (!rst_n) en |=> q == $past(q) + 3'd1);`, 'pass', 'holds'],
  ['asynchronous', `${CLOCKED} disable iff (!rst_n) en |=> $stable(q));`, 'fail', 'fails'],
  ['server', `${CLOCKED} disable iff (rst) req |-> ##[1:3] ack);`, 'pass', 'holds'],
  ['server', `${CLOCKED} disable iff (rst) req |-> ##[1:2] ack);`, 'fail', 'fails'],
  ['gate', 'assert (y == (a & b));', 'pass', 'holds'],
  ['gate', 'assert (y == (a | b));', 'fail', 'a=0 b=1'],
];

describeWith(['iverilog', 'yosys'], 'an assertion judged on a design', () => {
  test.each(CASES)('%s: %s is %s, because it %s', { timeout: 60_000 }, async (design, property, status, says) => {
    const environment = await realEnvironment();
    const request = { design: DESIGNS[design], texts: [property], seed: 1, budgetMs: 20_000, nonce: 'vlpropertytest' };
    const verdict = await checkProperties(request, environment);
    expect([verdict.status, verdict.summary]).toEqual([status, expect.stringContaining(says)]);
    expect(verdict.check).toBe('property');
    if (status === 'fail') expect(verdict.evidence.some(({ kind }) => kind === 'counterexample')).toBe(true);
    if (status === 'pass') expect(verdict.evidence.some(({ kind }) => kind === 'proof')).toBe(true);
  });

  test('one that fails beside one that holds fails both, and the holding one is counted', {
    timeout: 60_000,
  }, async () => {
    const texts = [`${CLOCKED} q <= 7);`, `${CLOCKED} q < 7);`];
    const request = { design: DESIGNS.counter, texts, seed: 1, budgetMs: 20_000, nonce: 'vlpropertytest' };
    const verdict = await checkProperties(request, await realEnvironment());
    expect(verdict.status).toBe('fail');
    expect(verdict.summary).toContain('1 of 2 assertions hold');
  });
});
