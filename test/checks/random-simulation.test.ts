import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CheckEnvironment, DesignText } from '../../src/checks/check-environment.ts';
import { diagnoseMismatch } from '../../src/checks/diagnosis.ts';
import { checkRandomSimulation, type RandomSimulationJob } from '../../src/checks/random-simulation.ts';
import { readDesignFacts } from '../../src/checks/random-simulation-facts.ts';
import { describeWith, realEnvironment } from '../tools/real-tools.ts';

const NONCE = 'n0123456789abcdef';
const root = join(import.meta.dirname, '..', '..');
const design = (text: string, top = 'm'): DesignText => ({ top, files: [{ path: `${top}.v`, text }] });
const ofLibrary = (name: string) => {
  const text = readFileSync(join(root, 'designs', name, 'golden.v'), 'utf8');
  const top = /^module (\w+)/m.exec(text)?.[1] ?? '';
  return {
    golden: design(text, top),
    broken: design(readFileSync(join(root, 'testbenches', name, 'broken.v'), 'utf8'), top),
  };
};

describeWith(['iverilog', 'yosys'], 'random simulation against a golden design', () => {
  let environment: CheckEnvironment;
  beforeAll(async () => {
    environment = await realEnvironment();
  });

  const jobOf = async (pair: { golden: DesignText; candidate: DesignText }): Promise<RandomSimulationJob> => {
    const facts = await readDesignFacts(environment, pair.golden);
    if (!facts.ok) throw new Error(facts.error);
    return { ...pair, facts: facts.value, nonce: NONCE, seed: 1, cycles: 400, budgetMs: 10_000, simulator: 'iverilog' };
  };
  const compare = async (golden: string, candidate: string) =>
    checkRandomSimulation(environment, await jobOf({ golden: design(golden), candidate: design(candidate) }));

  describe.each(['sync-fifo', 'uart-transmitter', 'stopwatch', 'kmap-interlock'])('%s', (name) => {
    it('agrees with itself under another name, and the broken twin differs', async () => {
      const { golden, broken } = ofLibrary(name);
      const itself = await checkRandomSimulation(environment, await jobOf({ golden, candidate: golden }));
      expect(itself.verdict.status).toBe('pass');
      const twin = await checkRandomSimulation(environment, await jobOf({ golden, candidate: broken }));
      expect(twin.verdict.status).toBe('fail');
      expect(twin.mismatch).not.toBeNull();
    });
  });

  const FLIP_FLOP =
    'module m(input clk, input rst, input d, output reg q); always @(posedge clk) if (rst) q <= 0; else q <= d; endmodule';

  it.each([
    ['the other edge', FLIP_FLOP.replace('posedge', 'negedge')],
    ['an asynchronous reset for a synchronous one', FLIP_FLOP.replace('posedge clk', 'posedge clk or posedge rst')],
    ['a latch for a flip-flop', FLIP_FLOP.replace('@(posedge clk)', '@(*) if (clk)')],
    ['the other polarity of reset', FLIP_FLOP.replace('if (rst)', 'if (!rst)')],
    ['no reset', FLIP_FLOP.replace('if (rst) q <= 0; else', '')],
    ['an x where the golden is known', FLIP_FLOP.replace('q <= 0', "q <= 1'bx")],
  ])('notices %s', async (_, candidate) => {
    expect((await compare(FLIP_FLOP, candidate)).verdict.status).toBe('fail');
  });

  it('notices a difference that only a long wait shows', async () => {
    const counter = (limit: number) =>
      `module m(input clk, input rst, output hit); reg [11:0] n;
       always @(posedge clk) if (rst) n <= 0; else n <= n + 1; assign hit = n == 12'd${limit}; endmodule`;
    expect((await compare(counter(3_000), counter(3_000))).verdict.status).toBe('pass');
    expect((await compare(counter(3_000), counter(3_001))).verdict.status).toBe('fail');
  });

  it('takes an x of the golden for anything', async () => {
    const golden =
      "module m(input [1:0] s, output reg y); always @(*) case (s) 0: y = 0; 1: y = 1; default: y = 1'bx; endcase endmodule";
    expect(
      (await compare(golden, 'module m(input [1:0] s, output y); assign y = s[0]; endmodule')).verdict.status,
    ).toBe('pass');
    expect(
      (await compare(golden, 'module m(input [1:0] s, output y); assign y = s[1]; endmodule')).verdict.status,
    ).toBe('fail');
  });

  it('takes assign and always @(*) for the same, also where an input begins at 0', async () => {
    const golden = 'module m(input [1:0] s, output y); assign y = ^s; endmodule';
    const twin = 'module m(input [1:0] s, output reg y); always @(*) y = ^s; endmodule';
    expect((await compare(golden, twin)).verdict.status).toBe('pass');
  });

  it('waits for delays of a design without a time scale of its own', async () => {
    const golden = 'module m(input a, output y); assign y = ~a; endmodule';
    const delayed = 'module m(input a, output y); assign #1 y = ~a; endmodule';
    expect((await compare(golden, delayed)).verdict.status).toBe('pass');
    expect((await compare(`\`timescale 1us/1us\n${golden}`, delayed)).verdict.status).toBe('pass');
  });

  it('shows nothing where the golden is never known', async () => {
    const blind = 'module m(input clk, input d, output reg q); always @(posedge clk) q <= q ^ d; endmodule';
    const { verdict } = await compare(blind, 'module m(input clk, input d, output q); assign q = d; endmodule');
    expect(verdict.status).toBe('unknown');
    expect(verdict.summary).toContain('0.0% of the points');
  });

  it('names what was compared: samples, seed, known points and toggled bits', async () => {
    const { verdict } = await compare(FLIP_FLOP, FLIP_FLOP);
    const [samples, known, toggle] = verdict.evidence;
    expect(samples).toMatchObject({ kind: 'samples', mismatched: 0, seed: 1, simulator: 'iverilog' });
    expect(known).toMatchObject({ what: 'known-samples' });
    expect(toggle).toMatchObject({ what: 'toggle', hit: 1, of: 1 });
  });

  it.each([
    ['prints the end of the bench', `initial $display("${'n'.repeat(4)} end 9999 0 9999");`],
    ['ends the simulation at once', 'initial $finish;'],
    ['stops the simulation', 'initial $stop;'],
    ['reaches for the golden by its old name', 'm golden_copy(.clk(clk), .rst(rst), .d(d));'],
  ])('does not pass a design that %s', async (_, cheat) => {
    const wrong = `module m(input clk, input rst, input d, output reg q); ${cheat} always @(posedge clk) q <= ~d; endmodule`;
    expect((await compare(FLIP_FLOP, wrong)).verdict.status).not.toBe('pass');
  });

  it('is a timeout for a design that hangs, and says fail or error for one that does not compile', async () => {
    const hang =
      'module m(input clk, input rst, input d, output reg q); always @(posedge clk) while (1) q = ~q; endmodule';
    const job = await jobOf({ golden: design(FLIP_FLOP), candidate: design(hang) });
    expect((await checkRandomSimulation(environment, { ...job, budgetMs: 1_500 })).verdict.status).toBe('timeout');
    expect(
      (await compare(FLIP_FLOP, 'module m(input clk, input rst, input d, output q); assign q = nothing; endmodule'))
        .verdict.status,
    ).toBe('fail');
  });

  it('compares designs that define the same macros, helpers and directives', async () => {
    const text = (delay: string) =>
      `\`default_nettype none\n\`define STEP ${delay}\nmodule m(input wire [3:0] a, output wire [3:0] y); helper h(.i(a), .o(y)); endmodule
       module helper(input wire [3:0] i, output wire [3:0] o); assign o = i + \`STEP; endmodule`;
    expect((await compare(text("4'd1"), text("4'd1"))).verdict.status).toBe('pass');
    expect((await compare(text("4'd1"), text("4'd2"))).verdict.status).toBe('fail');
  });
});

describeWith(['iverilog', 'yosys', 'verilator', 'g++'], 'random simulation in Verilator', () => {
  const compare = async (golden: DesignText, candidate: DesignText) => {
    const environment = await realEnvironment();
    const facts = await readDesignFacts(environment, golden);
    if (!facts.ok) throw new Error(facts.error);
    const job = { golden, candidate, facts: facts.value, nonce: NONCE, seed: 1, cycles: 200, budgetMs: 60_000 };
    return (await checkRandomSimulation(environment, { ...job, simulator: 'verilator' })).verdict;
  };

  // A build costs five seconds and more, so only one of the two runs by default.
  it.skipIf(process.env['VERILOOM_SLOW'] !== '1')(
    'agrees on a design and itself, sample by sample',
    { timeout: 120_000 },
    async () => {
      const { golden } = ofLibrary('ticket-gate');
      const verdict = await compare(golden, golden);
      expect(verdict.status).toBe('pass');
      expect(verdict.evidence[0]).toMatchObject({ kind: 'samples', simulator: 'verilator', mismatched: 0 });
    },
  );

  it('does not call an unknown golden output a difference: the simulators disagree', { timeout: 120_000 }, async () => {
    const text = (value: string) =>
      `module m(input clk, input d, output reg q, output reg r); always @(posedge clk) begin q <= d; r <= ${value}; end endmodule`;
    const verdict = await compare(design(text("1'bx")), design(text("1'b1")));
    expect(verdict.status).toBe('unknown');
    expect(verdict.summary).toContain('Icarus does not');
  });
});

describeWith(['iverilog', 'yosys'], 'the diagnosis of a difference', () => {
  it('is the shortest trace, its signals, its source lines and its waves', { timeout: 120_000 }, async () => {
    const environment = await realEnvironment();
    const { golden, broken } = ofLibrary('sync-fifo');
    const facts = await readDesignFacts(environment, golden);
    if (!facts.ok) throw new Error(facts.error);
    const pair = { golden, candidate: broken, facts: facts.value, nonce: NONCE };
    const { mismatch } = await checkRandomSimulation(environment, {
      ...pair,
      seed: 1,
      cycles: 400,
      budgetMs: 10_000,
      simulator: 'iverilog',
    });
    if (mismatch === null) throw new Error('no mismatch');
    const diagnosis = await diagnoseMismatch(environment, { pair, mismatch, budgetMs: 20_000 });
    if (!diagnosis.ok) throw new Error(diagnosis.error);
    const { trace, signals, cone, internals, vcd, evidence, steps } = diagnosis.value;
    // A reset, eight writes and a write with a read are the least that can show it, two toggles a cycle.
    expect(steps.length).toBeLessThanOrEqual(32);
    expect(signals).toEqual(['full', 'level']);
    const last = trace.at(-1);
    expect(last?.expected).toMatchObject({ full: '0', level: '0111' });
    expect(last?.got).toMatchObject({ full: '1', level: '1000' });
    expect(trace.slice(0, -1).every((row) => row.expected['level'] === row.got['level'])).toBe(true);
    expect(cone.map((line) => line.text)).toContain('wire do_write = wr_en & (~full | rd_en);');
    expect(internals.find((signal) => signal.name === 'do_write')?.values.at(-1)).toBe('1');
    expect(vcd).toMatch(/\$scope module candidate \$end/);
    expect(evidence).toMatchObject({ kind: 'counterexample', replayedIn: 'iverilog', atStep: trace.length - 1 });
  });
});
