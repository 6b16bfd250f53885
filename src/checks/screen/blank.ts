import type { VerilogToken } from '../../verilog/tokens.ts';

/**
 * The text with comments and attribute instances replaced by blanks of equal length. Both are invisible to a simulator
 * and heard by other tools: pragmas in comments (`synthesis translate_off`, `verilator lint_off`) and attributes
 * (`(* full_case *)`, `(* init = 1 *)`, `(* anyconst *)`) make a prover read another design than was simulated.
 * `tokens` are those of `text` with comments kept.
 */
export const blankAnnotations = (text: string, tokens: readonly VerilogToken[]): string => {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of annotations(tokens)) {
    parts.push(text.slice(at, start), text.slice(start, end).replace(/[^\n]/g, ' '));
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join('');
};

interface Stretch {
  readonly start: number;
  readonly end: number;
}

const annotations = (tokens: readonly VerilogToken[]): readonly Stretch[] => {
  const found: Stretch[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    const last = opensAttribute(tokens, index) ? closingOf(tokens, index) : null;
    if (last !== null) {
      found.push({ start: token.start, end: tokens[last]?.end ?? token.end });
      index = last;
    } else if (token.kind === 'comment') found.push({ start: token.start, end: token.end });
  }
  return found;
};

/** `(*` with something behind it; `@(*)` is an event control. */
const opensAttribute = (tokens: readonly VerilogToken[], index: number): boolean => {
  const [token, star, after] = [tokens[index], tokens[index + 1], tokens[index + 2]];
  return token?.text === '(' && isStar(star) && star?.start === token.end && after?.text !== ')';
};

/** Longest attribute instance, in tokens; what does not close within it is left as it stands. */
const MAX_TOKENS = 256;

const closingOf = (tokens: readonly VerilogToken[], open: number): number | null => {
  for (let at = open + 2; at < open + MAX_TOKENS; at += 1) {
    const [star, close] = [tokens[at], tokens[at + 1]];
    if (star?.text === ';') return null;
    if (isStar(star) && close?.text === ')' && close.start === star?.end) return at + 1;
  }
  return null;
};

const isStar = (token: VerilogToken | undefined): boolean => token?.kind === 'operator' && token.text === '*';
