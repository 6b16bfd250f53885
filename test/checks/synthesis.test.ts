import { beforeAll, expect, it } from 'vitest';
import type { CheckEnvironment, DesignText } from '../../src/checks/check-environment.ts';
import { checkSynthesis } from '../../src/checks/synthesis.ts';
import { describeWith, realEnvironment } from '../tools/real-tools.ts';

const design = (text: string): DesignText => ({ top: 'm', files: [{ path: 'm.v', text }] });

describeWith(['yosys'], 'synthesis facts', () => {
  let environment: CheckEnvironment;
  beforeAll(async () => {
    environment = await realEnvironment();
  });
  const synthesize = (text: string, golden?: string) =>
    checkSynthesis(environment, { design: design(text), golden: golden === undefined ? null : design(golden) });

  it('count flip-flops of every kind, and no latch', async () => {
    const text = `module m(input c, r, s, e, input [3:0] d, output reg [3:0] a, b, x);
      always @(posedge c) if (e) a <= d; always @(negedge c or posedge r) if (r) b <= 0; else b <= d;
      always @(posedge c) if (s) x <= 1; else if (e) x <= d; endmodule`;
    const { facts, verdict } = await synthesize(text);
    expect(facts).toMatchObject({ flipFlops: 12, latches: 0, multipleDrivers: [], loops: [] });
    expect(verdict.status).toBe('pass');
  });

  it('count an inferred latch, which is told and not judged', async () => {
    const { facts, verdict } = await synthesize(
      'module m(input g, input [2:0] d, output reg [2:0] q); always @(*) if (g) q = d; endmodule',
    );
    expect(facts).toMatchObject({ latches: 3, flipFlops: 0 });
    expect(verdict.status).toBe('pass');
    expect(verdict.summary).toContain('3 latch bits');
  });

  it('name conflicting drivers as a failure', async () => {
    const { facts, verdict } = await synthesize(
      'module m(input a, b, output y); assign y = ~a; assign y = b & a; endmodule',
    );
    expect(facts?.multipleDrivers).not.toEqual([]);
    expect(verdict.status).toBe('fail');
  });

  it('name a combinational loop as a failure, and a word that feeds its own other bits as none', async () => {
    const loop = await synthesize('module m(input a, b, output y); wire p = ~(y & a); assign y = ~(p & b); endmodule');
    expect(loop.facts?.loops).not.toEqual([]);
    expect(loop.verdict.status).toBe('fail');
    const ripple = await synthesize(
      "module m(input [3:0] a, output [3:0] y); assign y = a ^ {y[2:0], 1'b1}; endmodule",
    );
    expect(ripple.verdict.status).toBe('pass');
  });

  it('compare the size with the golden design', async () => {
    const small = 'module m(input [7:0] a, b, output [7:0] y); assign y = a & b; endmodule';
    const large = 'module m(input [7:0] a, b, output [7:0] y); assign y = a * b; endmodule';
    const { ratios, facts } = await synthesize(large, small);
    expect(ratios?.gates).toBeGreaterThan(5);
    expect(ratios?.longestPath).toBeGreaterThan(3);
    expect(ratios?.flipFlops).toBeNull();
    expect(facts?.longestPath).toBeGreaterThan(5);
    expect((await synthesize(small, small)).ratios).toMatchObject({ gates: 1, luts: 1, longestPath: 1 });
  });

  it('say nothing of a design that Yosys does not read', async () => {
    expect((await synthesize('module m(input a, output y); assign y = $foo(a); endmodule')).verdict.status).toBe(
      'unknown',
    );
  });
});
