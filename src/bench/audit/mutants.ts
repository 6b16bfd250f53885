import { tokenizeVerilog, type VerilogToken } from '../../verilog/tokens.ts';
import { uniform } from '../statistics/random.ts';

/** The reference with one operator, edge or literal changed. */
export interface Mutant {
  readonly label: string;
  readonly source: string;
}

const SWAPS: Readonly<Record<string, string>> = {
  '+': '-',
  '-': '+',
  '&': '|',
  '|': '&',
  '^': '|',
  '&&': '||',
  '||': '&&',
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>': '<=',
  '>=': '<',
  '<<': '>>',
  '>>': '<<',
  '~': '',
  '!': '',
  posedge: 'negedge',
  negedge: 'posedge',
};

/** At most `most` one-operator mutants of a source, drawn evenly with a seed; declarations and ranges stay as they are. */
export function mutantsOf(
  source: string,
  { most, seed }: { readonly most: number; readonly seed: number },
): readonly Mutant[] {
  const tokens = tokenizeVerilog(source);
  const places = bodyTokens(tokens).flatMap((token) => {
    const swap = SWAPS[token.text] ?? flipped(token);
    return swap === null || swap === undefined ? [] : [{ token, swap }];
  });
  const random = uniform(seed);
  const drawn = places.map((place) => ({ place, rank: random() })).sort((a, b) => a.rank - b.rank);
  return drawn.slice(0, most).map(({ place: { token, swap } }) => ({
    label: `line ${token.line}: ${token.text} → ${swap === '' ? 'removed' : swap}`,
    source: source.slice(0, token.start) + swap + source.slice(token.end),
  }));
}

// A one-bit literal is inverted.
const flipped = (token: VerilogToken): string | null => {
  if (token.kind !== 'number') return null;
  if (token.text === "1'b0") return "1'b1";
  return token.text === "1'b1" ? "1'b0" : null;
};

/** Tokens after the header of the first module, without what stands in square brackets or in a declaration. */
function bodyTokens(tokens: readonly VerilogToken[]): readonly VerilogToken[] {
  const start = tokens.findIndex(({ text }) => text === ';');
  let depth = 0;
  let declaring = false;
  return tokens.slice(start + 1).filter(({ text }) => {
    if (text === '[') depth += 1;
    if (text === ']') depth -= 1;
    if (DECLARATIONS.has(text)) declaring = true;
    if (text === ';') declaring = false;
    return depth === 0 && !declaring;
  });
}

const DECLARATIONS: ReadonlySet<string> = new Set([
  'input',
  'output',
  'reg',
  'wire',
  'logic',
  'integer',
  'parameter',
  'localparam',
  'typedef',
  'enum',
]);
