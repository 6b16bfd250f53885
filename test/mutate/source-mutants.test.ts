import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Mutant, mutateSource } from '../../src/mutate/source-mutants.ts';

const mutants = (text: string, limit = 10_000): readonly Mutant[] =>
  mutateSource({ files: [{ path: 'm.v', text }], limit });
const texts = (text: string, operator: Mutant['operator']): readonly (string | undefined)[] =>
  mutants(text)
    .filter((mutant) => mutant.operator === operator)
    .map((mutant) => mutant.files[0]?.text);

const inModule = (body: string): string =>
  `module m(input clk, input rst, input [3:0] a, output reg [3:0] y); ${body} endmodule`;

describe('each operator makes its fault', () => {
  const cases: readonly (readonly [Mutant['operator'], string, string])[] = [
    ['operator', 'assign w = a + b;', 'assign w = a - b;'],
    ['operator', 'assign w = (a <= b);', 'assign w = (a < b);'],
    ['operator', 'assign w = ~a;', 'assign w = a;'],
    ['operator', 'always @(*) if (a && b) y = 1;', 'always @(*) if (a || b) y = 1;'],
    ['constant', "always @(*) y = 4'd6;", "always @(*) y = 4'b0111;"],
    ['off-by-one', "always @(*) y = (n == 4'd9);", "always @(*) y = (n == 4'b1000);"],
    ['off-by-one', 'always @(*) y = n + 1;', 'always @(*) y = n + 2;'],
    ['condition', 'always @(*) if (go) y = 1;', 'always @(*) if (!(go)) y = 1;'],
    ['reset', 'always @(posedge clk) if (rst) y <= 0;', "always @(posedge clk) if (1'b0 && (rst)) y <= 0;"],
    ['reset', 'always @(posedge clk or posedge rst) y <= 0;', 'always @(posedge clk ) y <= 0;'],
    ['assignment', 'always @(posedge clk) y <= a;', 'always @(posedge clk) y = a;'],
    ['assignment', 'always @(posedge clk) begin if (a) y = b; end', 'always @(posedge clk) begin if (a) y <= b; end'],
    ['edge', 'always @(posedge clk) y <= a;', 'always @(negedge clk) y <= a;'],
    [
      'state-target',
      'localparam A = 0, B = 1, C = 2; always @(*) n = B;',
      'localparam A = 0, B = 1, C = 2; always @(*) n = C;',
    ],
    ['width', 'reg [7:0] n;', 'reg [6:0] n;'],
    ['port-swap', 'sub u (.p(a), .q(b));', 'sub u (.p(b), .q(a));'],
  ];

  it.each(cases)('%s: %s', (operator, before, after) => {
    expect(texts(inModule(before), operator)).toContain(inModule(after));
  });
});

describe('what is left alone', () => {
  it.each([
    ['operator', 'always @(posedge clk) y <= a;', 'a nonblocking assignment is no comparison'],
    ['operator', 'always @(*) y = &a;', 'a reduction is no binary operator'],
    ['assignment', 'assign y = a;', 'a continuous assignment cannot be nonblocking'],
    ['assignment', 'always @(*) for (i = 0; i < 4; i = i + 1) ;', 'the head of a loop'],
    ['width', 'input [7:0] d;', 'ports keep their width'],
    ['constant', 'wire [7:0] d;', 'ranges are no constants'],
  ] as readonly (readonly [Mutant['operator'], string, string])[])('%s in: %s (%s)', (operator, body, _why) => {
    expect(texts(inModule(body), operator)).toEqual([]);
  });

  it('comments and strings have no operators', () => {
    expect(mutants("// a + b\n/* 4'd3 */ module m; endmodule")).toEqual([]);
  });
});

describe('the mutants of a design', () => {
  const root = join(import.meta.dirname, '..', '..', 'designs');
  const designs = readdirSync(root).map((name) => ({ name, text: readFileSync(join(root, name, 'golden.v'), 'utf8') }));

  it.each(designs)('$name: all differ from it and from each other, with ids of their own', ({ text }) => {
    const all = mutants(text);
    const versions = all.map((mutant) => mutant.files[0]?.text);
    // A design of one line has few places for a fault; none may have none.
    expect(all.length).toBeGreaterThan(1);
    expect(versions).not.toContain(text);
    expect(new Set(versions).size).toBeGreaterThan(all.length * 0.95);
    expect(new Set(all.map((mutant) => mutant.id)).size).toBe(all.length);
  });

  it('are cut to the limit evenly, so that no operator is left out', () => {
    const { text } = designs.find((design) => design.name === 'uart-transmitter') ?? { text: '' };
    const kinds = new Set(mutants(text).map((mutant) => mutant.operator));
    const few = mutants(text, 12);
    expect(few).toHaveLength(12);
    expect(new Set(few.map((mutant) => mutant.operator))).toEqual(kinds);
  });

  it('change one place, and name its line', () => {
    const { text } = designs.find((design) => design.name === 'stopwatch') ?? { text: '' };
    for (const mutant of mutants(text)) {
      const before = text.split('\n');
      const after = (mutant.files[0]?.text ?? '').split('\n');
      const changed = before.flatMap((line, at) => (line === after[at] ? [] : [at + 1]));
      expect(changed[0]).toBe(mutant.place?.line);
    }
  });

  it('take time linear in the text', () => {
    const text = inModule("always @(posedge clk) if (a) y <= a + 4'd1;\n".repeat(8_000));
    const startedAt = performance.now();
    expect(mutants(text, 20)).toHaveLength(20);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });
});
