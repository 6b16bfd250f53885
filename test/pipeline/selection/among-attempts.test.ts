import { expect, it } from 'vitest';
import type { Design } from '../../../src/pipeline/design.ts';
import type { Attempt } from '../../../src/pipeline/loop/attempt.ts';
import { selectAmong } from '../../../src/pipeline/selection/among-attempts.ts';
import { readSpec } from '../../../src/spec/index.ts';
import { describeWith, realEnvironment } from '../../tools/real-tools.ts';

const SPEC = 'Grandmother likes it this way.\n\nmodule m (\n  input a,\n  input b,\n  output y\n);\n';
const verilog = (formula: string) => `module m(input a, input b, output y); assign y = ${formula}; endmodule`;

const attempt = (id: number, formula: string | null, score: number): Attempt => ({
  id,
  parent: null,
  sample: id,
  step: 'proposed',
  // Selection reads the text alone.
  design: formula === null ? null : ({ verilog: verilog(formula) } as Design),
  refusal: null,
  verdicts: [],
  status: 'unknown',
  score,
  feedback: [],
  temperature: 0,
  accepted: true,
  repeated: false,
  notes: [],
});

describeWith(['iverilog', 'yosys'], 'selection among the attempts of a strategy', () => {
  const choose = async (attempts: readonly Attempt[]) => {
    const read = readSpec({ path: 'spec.md', bytes: new TextEncoder().encode(SPEC) });
    if (!read.ok) throw new Error('the spec is readable');
    let calls = 0;
    const select = selectAmong({ environment: await realEnvironment(), nonce: () => `secret${calls++}` });
    return select({ spec: read.value.spec, attempts, seed: 1 }, new AbortController().signal);
  };

  it('follows behaviour, not text, among those with the best checks', async () => {
    const chosen = await choose([
      attempt(0, 'a | b', 2),
      attempt(1, 'a & b', 2),
      attempt(2, 'b & a', 2),
      attempt(3, null, 9),
      attempt(4, 'a | b', 1),
      attempt(5, '~(~a & ~b)', 1),
      attempt(6, 'b | a', 1),
    ]);
    expect(chosen?.attempt.id).toBe(1);
    expect(chosen?.verdict).toMatchObject({ check: 'agreement', status: 'pass' });
  });

  it('takes the first of the best where nothing can be observed, and nothing where there is no design', async () => {
    const chosen = await choose([attempt(0, 'a &', 1), attempt(1, 'a |', 1)]);
    expect(chosen?.attempt.id).toBe(0);
    expect(chosen?.verdict?.status).toBe('unknown');
    expect(await choose([attempt(0, null, 0)])).toBeNull();
  });
});
