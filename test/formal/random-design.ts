import { type Random, random } from '../generators/random.ts';

const BINARY = [
  '+',
  '-',
  '*',
  '&',
  '|',
  '^',
  '~^',
  '<<',
  '>>',
  '>>>',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '&&',
  '||',
  '/',
  '%',
];
const UNARY = ['~', '-', '!', '&', '|', '^', '+'];

/** A random synthesizable module `m`: expressions of all operators over words of mixed width and sign, and registers. */
export function randomDesign(seed: number): string {
  const rng = random(seed);
  const words = ['a', 'b', 'c', 'r', 's'];
  const width = (): number => 1 + rng.int(9);
  const widths = Object.fromEntries(words.map((word) => [word, width()]));
  const sign = (): string => (rng.flip() ? 'signed ' : '');
  const expression = (depth: number): string => {
    if (depth === 0) return leaf(rng, words, widths);
    const next = (): string => expression(Math.max(0, depth - 1 - rng.int(2)));
    const kind = rng.int(10);
    if (kind < 5) return `(${next()} ${rng.pick(BINARY)} ${next()})`;
    if (kind < 7) return `(${rng.pick(UNARY)}(${next()}))`;
    if (kind < 8) return `(${next()} ? ${next()} : ${next()})`;
    if (kind < 9) return `{${rng.pick(words)}, ${rng.pick(words)}}`;
    return `$${rng.flip() ? 'signed' : 'unsigned'}(${next()})`;
  };
  const async = rng.flip();
  return [
    `module m(input clk, input rst, input ${sign()}[${widths['a']! - 1}:0] a, input ${sign()}[${widths['b']! - 1}:0] b, input [${widths['c']! - 1}:0] c,`,
    `  output [${width() - 1}:0] y, output reg [${width() - 1}:0] z, output reg ${sign()}[${widths['r']! - 1}:0] r);`,
    `  reg ${sign()}[${widths['s']! - 1}:0] s;`,
    `  assign y = ${expression(3)};`,
    `  always @* begin z = ${expression(2)}; case (${leaf(rng, words, widths)})`,
    `    1: z = ${expression(2)}; 2: z = ${expression(1)}; 5: if (${expression(1)}) z = ${expression(1)}; endcase end`,
    `  always @(posedge clk${async ? ' or posedge rst' : ''}) if (rst) r <= ${rng.int(9)}; else if (${expression(1)}) r <= ${expression(3)};`,
    `  always @(posedge clk) if (rst) s <= 0; else s <= ${expression(2)};`,
    'endmodule',
    '',
  ].join('\n');
}

/** A name, a selection or a literal. */
function leaf(rng: Random, words: readonly string[], widths: Readonly<Record<string, number>>): string {
  const word = rng.pick(words);
  const width = widths[word] ?? 1;
  const kind = rng.int(8);
  if (kind < 4) return word;
  if (kind === 4) return `${word}[${rng.int(width)}]`;
  if (kind === 5) return `${word}[${rng.pick(['a', 'b', 'c'])}]`;
  if (kind === 6) return `${1 + rng.int(6)}'d${rng.int(8)}`;
  return `${4 + rng.int(4)}'sd${rng.int(8)}`;
}
