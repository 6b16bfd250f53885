import { describe, expect, it } from 'vitest';
import { statedClocking } from '../../../src/pipeline/selection/clocking-evidence.ts';
import { distinctCandidates } from '../../../src/pipeline/selection/distinct.ts';
import { specEvidence } from '../../../src/pipeline/selection/spec-evidence.ts';
import { readSpec } from '../../../src/spec/index.ts';

const specOf = (text: string) => {
  const read = readSpec({ path: 'spec.md', bytes: new TextEncoder().encode(text) });
  if (!read.ok) throw new Error(read.error[0]?.message);
  return read.value.spec;
};

const HEADER = `module gate (
  input a,
  input b,
  output y
);
`;
const TABLE = 'a | b | y\n0 | 0 | 1\n0 | 1 | 0\n1 | 0 | 0\n1 | 1 | 1\n';
const PUZZLE = 'Grandmother keeps her yellow umbrella behind the third cupboard whenever it drizzles.';

describe('evidence of a specification', () => {
  it('is the whole design where rules read the whole text', () => {
    const evidence = specEvidence(specOf(`The circuit follows the truth table.\n\n${TABLE}\n${HEADER}`));
    expect(evidence.ruled).toMatch(/module gate/);
    expect(evidence.witness).toBeNull();
  });

  it('is only a witness where a sentence was not read', () => {
    const evidence = specEvidence(specOf(`The circuit follows the truth table.\n\n${TABLE}\n${PUZZLE}\n\n${HEADER}`));
    expect(evidence.ruled).toBeNull();
    expect(evidence.witness).toMatch(/module gate/);
  });

  it('is nothing where nothing was read', () => {
    expect(specEvidence(specOf(`${PUZZLE}\n\n${HEADER}`))).toEqual({ ruled: null, witness: null, traces: [] });
  });

  it('holds the traces that the text shows, as binary digits', () => {
    const { traces } = specEvidence(
      specOf(`${PUZZLE}\n\n  time  a  b  y\n  0ns   0  0  1\n  5ns   1  0  x\n  10ns  1  1  1\n\n${HEADER}`),
    );
    expect(traces).toEqual([
      [
        { values: { a: '0', b: '0', y: '1' } },
        { values: { a: '1', b: '0', y: 'x' } },
        { values: { a: '1', b: '1', y: '1' } },
      ],
    ]);
  });
});

describe('a trace that shows the reset under another name', () => {
  const ported = (reset: string): string => `module keep (
  input clk,
  input ${reset},
  input d,
  output q
);
`;
  const trace = (reset: string): string => `  time  clk  ${reset}  d  q\n  0ns  0  1  0  x\n  5ns  1  0  1  0\n`;
  it.each([
    ['reset', 'rst', '1'],
    ['areset', 'reset', '1'],
    ['rst_n', 'rst', undefined],
    ['hold', 'rst', undefined],
    ['reset', 'go', undefined],
  ])('port %s, column %s: the first value of the port is %s', (port, column, first) => {
    const [steps] = specEvidence(specOf(`${PUZZLE}\n\n${trace(column)}\n${ported(port)}`)).traces;
    expect(steps?.[0]?.values[port]).toBe(first);
  });
});

describe('a trace in a text that speaks of parts', () => {
  const TRACE = '  time  a  b  y\n  0ns   0  0  1\n  5ns   1  0  1\n';
  it.each([
    ['Two instances Q1 of a cell are chained. Module Q is shown here.', 0],
    ['The lower submodule does this.', 0],
    ['The module gate does this.', 1],
    ['The circuit does this.', 1],
  ])('"%s" leaves %i traces of the whole', (sentence, left) => {
    expect(specEvidence(specOf(`${sentence}\n\n${TRACE}\n${HEADER}`)).traces).toHaveLength(left);
  });
});

describe('what a text states of its clocking', () => {
  const ports = `module box (
  input clk,
  input rst,
  output reg q
);
`;
  it.each([
    ['The reset is synchronous and active high.', 'sync', 'high'],
    ['There is an asynchronous active-low reset.', 'async', 'low'],
    [`${PUZZLE} It starts over asynchronously.`, 'async', null],
    [PUZZLE, null, null],
    ['One part is synchronous, another asynchronous, says Grandmother.', null, null],
  ])('%s', (text, kind, active) => {
    expect(statedClocking(specOf(`${text}\n\n${ports}`))).toMatchObject({ reset: 'rst', kind, active });
  });
});

describe('samples', () => {
  const demand = { module: 'm', header: null };
  it('that differ in comments, white space and fences are one candidate', () => {
    const plain = 'module m(output y); assign y = 1; endmodule';
    const found = distinctCandidates(
      [plain, `\`\`\`verilog\n${plain.replace('; ', ';\n  // one\n')}\n\`\`\``, plain.replace('1', '0'), ''],
      demand,
    );
    expect(found.map((one) => one.samples)).toEqual([[0, 1], [2]]);
  });

  it('under another module name are renamed', () => {
    const [only] = distinctCandidates(['module other(output y); assign y = 1; endmodule'], demand);
    expect(only?.source).toMatch(/module m\(/);
  });
});
