import { expect, it } from 'vitest';
import { selectCandidate } from '../../../src/pipeline/selection/index.ts';
import { proveGroup } from '../../../src/pipeline/selection/prove-group.ts';
import { readSpec } from '../../../src/spec/index.ts';
import { describeWith, realEnvironment } from '../../tools/real-tools.ts';

const HEADER = 'module m (\n  input [31:0] a,\n  output y\n);\n';
const verilog = (formula: string): string => `module m(input [31:0] a, output y); assign y = ${formula}; endmodule`;
/** One word of 2^32, which no stimulus meets by chance: its value stands nowhere in the text. */
const HIDDEN = "(((a ^ {a[18:0], 13'd0}) + 32'h9e3779b9) ^ 32'h1357bd2c)";
const NEVER = verilog('a[0] & ~a[0]');
const ONCE = [`${HIDDEN} == 32'd0`, `~|${HIDDEN}`, `!(${HIDDEN} != 32'd0)`].map(verilog);

describeWith(['iverilog', 'yosys'], 'texts that simulation could not tell apart', () => {
  const select = async (samples: readonly string[], proofMs: number) => {
    const read = readSpec({ path: 'spec.md', bytes: new TextEncoder().encode(`Grandmother knows.\n\n${HEADER}`) });
    if (!read.ok) throw new Error('the spec is readable');
    let calls = 0;
    const nonce = (): string => `secret${calls++}`;
    return selectCandidate(await realEnvironment(), { spec: read.value.spec, samples, seed: 1, nonce, proofMs });
  };
  const samples = [NEVER, ...ONCE];

  it('are one group without proofs', async () => {
    const { selected, samples: notes } = await select(samples, 0);
    expect(notes.map(({ cluster }) => cluster)).toEqual([0, 0, 0, 0]);
    expect(selected?.sample).toBe(0);
  });

  it('are taken apart by a proof, and the choice is made again', async () => {
    const { selected, samples: notes, verdict } = await select(samples, 20_000);
    expect(notes.map(({ cluster }) => cluster)).toEqual([1, 0, 0, 0]);
    expect(selected?.sample).toBe(1);
    expect(verdict.summary).toContain('2 of the 2 other texts among them proved equal to the chosen one');
    expect(verdict.summary).toContain('agreement, not proof');
  });

  it('stay together where only a start value is missing in one of them', async () => {
    const counter = (start: string): string =>
      `module m(input clk, output reg y); ${start} always @(posedge clk) y <= ~y; endmodule`;
    const distinct = [counter('initial y = 0;'), counter('')].map((source, at) => ({ source, samples: [at] }));
    const asked = { top: 'm', distinct, group: [0, 1], seed: 1, proofMs: 20_000 };
    expect(await proveGroup(await realEnvironment(), asked)).toEqual({ equal: 0, open: 1, apart: [] });
  });
});
