import type { VerilogToken } from '../../verilog/tokens.ts';

/** A port that is not simply the net of its name (IEEE 1364-2005 §12.3.2): `.clk(c)`, `{a, b}`, `a[3:0]`. */
export interface PortExpression {
  readonly text: string;
  readonly line: number;
}

/**
 * Finds port expressions in module headers. Behind one, the net inside has another name than the port, and no check
 * by name can tell whether the design drives what the testbench drives.
 */
export const portExpressions = (tokens: readonly VerilogToken[]): readonly PortExpression[] =>
  tokens.flatMap((token, index) =>
    token.kind === 'identifier' && (token.text === 'module' || token.text === 'macromodule')
      ? expressionsOfHeader(tokens, index)
      : [],
  );

const OPENING = new Set(['(', '[', '{']);
const CLOSING = new Set([')', ']', '}']);

const expressionsOfHeader = (tokens: readonly VerilogToken[], start: number): readonly PortExpression[] => {
  const ports = portTokens(tokens, start);
  // In a typed list `, b[0:3]` declares an array; in a list of bare names it takes a slice of a net.
  const typed = ports.some((at) => DIRECTIONS.has(tokens[at]?.text ?? ''));
  return ports
    .filter((at) => isExpression(tokens, at) || (!typed && isSlice(tokens, at)))
    .map((at) => ({ text: describe(tokens, at), line: tokens[at]?.line ?? 0 }));
};

/** Indices of the tokens right inside the lists of one header, from `module` to the semicolon that ends it. */
const portTokens = (tokens: readonly VerilogToken[], start: number): readonly number[] => {
  const found: number[] = [];
  let depth = 0;
  for (let at = start + 1; at < tokens.length; at += 1) {
    const text = tokens[at]?.text ?? '';
    if (depth === 0 && text === ';' && !endsImport(tokens, at, start)) break;
    // A header that the text never closes is no header; the next module begins its own.
    if (text === 'endmodule' || text === 'module') break;
    if (depth === 1) found.push(at);
    if (OPENING.has(text)) depth += 1;
    else if (CLOSING.has(text)) depth -= 1;
  }
  return found;
};

/** `module m import p::*; (…)`: the semicolon of an import does not end the header. */
const endsImport = (tokens: readonly VerilogToken[], at: number, start: number): boolean => {
  for (let back = at - 1; back > start; back -= 1) {
    const text = tokens[back]?.text;
    if (text === 'import') return true;
    if (text === ')' || text === ';') return false;
  }
  return false;
};

const isExpression = (tokens: readonly VerilogToken[], at: number): boolean => {
  const [token, after, last] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (token?.text === '.') return after?.kind !== 'operator' && last?.text === '(';
  return token?.text === '{' && beginsPort(tokens, at);
};

const isSlice = (tokens: readonly VerilogToken[], at: number): boolean => {
  const kind = tokens[at]?.kind;
  return (kind === 'identifier' || kind === 'escaped') && beginsPort(tokens, at) && tokens[at + 1]?.text === '[';
};

const beginsPort = (tokens: readonly VerilogToken[], at: number): boolean => {
  const before = tokens[at - 1]?.text;
  return before === '(' || before === ',';
};

const DIRECTIONS = new Set(['input', 'output', 'inout', 'ref', 'parameter', 'localparam']);

const describe = (tokens: readonly VerilogToken[], at: number): string =>
  tokens
    .slice(at, at + 4)
    .map((token) => token.text)
    .join('');
