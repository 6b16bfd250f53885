import { beforeAll, describe, expect, it } from 'vitest';
import type { CheckEnvironment } from '../../src/checks/check-environment.ts';
import { readDesignFacts } from '../../src/checks/random-simulation-facts.ts';
import type { DesignFacts } from '../../src/stimulus/facts.ts';
import { factsOfText } from '../../src/stimulus/text-facts.ts';
import { describeWith, realEnvironment } from '../tools/real-tools.ts';

const words = (facts: DesignFacts) => ({
  clocks: facts.clocks.map((c) => `${c.port}[${c.index}] ${c.edge} ${c.role}`).sort(),
  resets: facts.resets.map((r) => `${r.port}[${r.index}] ${r.kind} ${r.active}`).sort(),
});

interface Case {
  readonly title: string;
  readonly text: string;
  readonly clocks: readonly string[];
  readonly resets: readonly string[];
}

const CASES: readonly Case[] = [
  {
    title: 'a clock and a synchronous reset with names that say nothing',
    text: `module m(input p, input q, input [3:0] d, output reg [3:0] y);
      always @(posedge p) if (q) y <= 4'd5; else y <= d; endmodule`,
    clocks: ['p[0] pos clock'],
    resets: ['q[0] sync high'],
  },
  {
    title: 'an asynchronous reset, active low, beside a falling clock',
    text: `module m(input c, input r, input d, output reg y);
      always @(negedge c or negedge r) if (!r) y <= 1'b0; else y <= d; endmodule`,
    clocks: ['c[0] neg clock'],
    resets: ['r[0] async low'],
  },
  {
    title: 'two clocks and two resets',
    text: `module m(input c1, input c2, input r1, input r2_n, input d, output reg y, output reg z);
      always @(posedge c1 or posedge r1) if (r1) y <= 1'b0; else y <= d;
      always @(negedge c2) if (!r2_n) z <= 1'b1; else z <= y; endmodule`,
    clocks: ['c1[0] pos clock', 'c2[0] neg clock'],
    resets: ['r1[0] async high', 'r2_n[0] sync low'],
  },
  {
    title: 'both edges of one clock',
    text: `module m(input c, input d, output y); reg a, b;
      always @(posedge c) a <= d; always @(negedge c) b <= d; assign y = c ? a : b; endmodule`,
    clocks: ['c[0] both clock'],
    resets: [],
  },
  {
    title: 'a clock that is one bit of a wider port',
    text: `module m(input [3:0] key, input d, output reg y);
      always @(posedge key[2]) if (key[0]) y <= 1'b0; else y <= d; endmodule`,
    clocks: ['key[2] pos clock'],
    resets: ['key[0] sync high'],
  },
  {
    title: 'an inverted clock and a gated one',
    text: `module m(input c, input g, input d, output reg y, output reg z);
      wire n = ~c; always @(posedge n) y <= d; always @(posedge (c & g)) z <= d; endmodule`,
    clocks: ['c[0] both clock', 'g[0] both gate'],
    resets: [],
  },
  {
    title: 'an asynchronous load of data is a reset',
    text: `module m(input c, input l, input [3:0] d, output reg [3:0] y);
      always @(posedge c or posedge l) if (l) y <= d; else y <= y + 1; endmodule`,
    clocks: ['c[0] pos clock'],
    resets: ['l[0] async high'],
  },
  {
    title: 'a latch gate',
    text: 'module m(input g, input d, output reg y); always @(*) if (g) y = d; endmodule',
    clocks: ['g[0] both gate'],
    resets: [],
  },
  {
    title: 'an input of a state machine is no reset, though one value of it leads to a fixed state',
    text: `module m(input c, input rst, input a, output [1:0] y); reg [1:0] s;
      always @(posedge c) if (rst) s <= 0; else case (s) 0: s <= a ? 1 : 0; 1: s <= a ? 2 : 1; default: s <= 0; endcase
      assign y = s; endmodule`,
    clocks: ['c[0] pos clock'],
    resets: ['rst[0] sync high'],
  },
];

describeWith(['yosys', 'iverilog'], 'facts of an elaborated design', () => {
  let environment: CheckEnvironment;
  beforeAll(async () => {
    environment = await realEnvironment();
  });

  it.each(CASES)('are found: $title', async ({ text, clocks, resets }) => {
    const facts = await readDesignFacts(environment, { top: 'm', files: [{ path: 'm.v', text }] });
    expect(facts.ok && facts.value.source).toBe('netlist');
    expect(facts.ok && words(facts.value)).toEqual({ clocks, resets });
  });

  it('hold the constants compared with and the length of a counter', async () => {
    const text = `module m(input c, input [7:0] d, output hit, output tick); reg [5:0] n;
      always @(posedge c) if (n == 6'd40) n <= 0; else n <= n + 1'b1;
      assign tick = n == 6'd40; assign hit = d == 8'hc3; endmodule`;
    const facts = await readDesignFacts(environment, { top: 'm', files: [{ path: 'm.v', text }] });
    expect(facts.ok && facts.value.counterCycles).toBe(41);
    expect(facts.ok && facts.value.constants.map((c) => c.value)).toEqual(expect.arrayContaining([40n, 0xc3n]));
    expect(facts.ok && facts.value.stateBits).toBe(6);
  });

  it('come from the text where the elaborator cannot read the design', async () => {
    // A process on both edges is simulated by Icarus and refused by Yosys.
    const text = `module m(input ck, input arst_n, input d, output reg y);
      always @(posedge ck or negedge ck) y <= d; endmodule`;
    const facts = await readDesignFacts(environment, { top: 'm', files: [{ path: 'm.sv', text }] });
    expect(facts.ok && facts.value.source).toBe('text');
    expect(facts.ok && words(facts.value).clocks).toEqual(['ck[0] both clock']);
  });

  it('are refused with the reason for a design that nothing can read', async () => {
    const facts = await readDesignFacts(environment, {
      top: 'm',
      files: [{ path: 'm.v', text: 'module m(; endmodule' }],
    });
    expect(facts.ok).toBe(false);
    expect(!facts.ok && facts.error).toMatch(/syntax error/i);
  });
});

describe('facts of a text', () => {
  const port = (name: string, direction: 'input' | 'output' = 'input') => ({ name, direction, width: 1 });

  it.each([
    [
      'always @(posedge clk or negedge rst_n) begin : p if (!rst_n) q <= 0; else q <= d; end',
      { clocks: ['clk[0] pos clock'], resets: ['rst_n[0] async low'] },
    ],
    [
      'always_ff @(posedge clk, posedge set) if (set) q <= 1; else q <= d;',
      { clocks: ['clk[0] pos clock'], resets: ['set[0] async high'] },
    ],
    ['always @(negedge clk) if (~rst_n) q <= 0;', { clocks: ['clk[0] neg clock'], resets: ['rst_n[0] sync low'] }],
    ['assign q = d;', { clocks: [], resets: [] }],
  ])('tell clock from reset in %s', (body, expected) => {
    const ports = [port('clk'), port('rst_n'), port('set'), port('d'), port('q', 'output')];
    expect(words(factsOfText(`module m(); ${body} endmodule`, ports))).toEqual(expected);
  });

  it('take time linear in the text', () => {
    const text = 'always @(posedge a '.repeat(60_000);
    const startedAt = performance.now();
    factsOfText(text, [port('a')]);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });
});
