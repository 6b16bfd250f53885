import type { VerilogToken } from '../../verilog/tokens.ts';

/** A name with dots in it (`u1.count`, `pkt.field`), not a named port connection. */
export interface DottedPath {
  readonly text: string;
  readonly line: number;
  /**
   * Whether its first word also stands alone somewhere in the text, as instances, structures and blocks that the
   * design declares do. A necessary condition: elaborating the design alone shows whether the name really resolves.
   */
  readonly headIsLocal: boolean;
}

/** Finds dotted names. Also sees those in branches that elaboration of the design alone would leave out. */
export const dottedPaths = (tokens: readonly VerilogToken[]): readonly DottedPath[] => {
  const alone = namesStandingAlone(tokens);
  return tokens.flatMap((token, index) => {
    if (!isDot(token) || !followsName(tokens, index)) return [];
    const head = headOf(tokens, index);
    if (head === null) return [{ text: 'a name with a long index', line: token.line, headIsLocal: false }];
    // Only the first dot of a path reports it.
    if (tokens.slice(head.index, index).some(isDot)) return [];
    const member = tokens[index + 1];
    if (member === undefined || !isName(member)) return [];
    const name = plainName(head.token);
    return [{ text: `${name}.${plainName(member)}`, line: token.line, headIsLocal: alone.has(name) }];
  });
};

const isDot = (token: VerilogToken | undefined): boolean => token?.kind === 'operator' && token.text === '.';
const isName = (token: VerilogToken): boolean => token.kind === 'identifier' || token.kind === 'escaped';

/** `\tb ` and `tb` are the same name (IEEE 1364-2005 §3.7.1). */
const plainName = (token: VerilogToken): string => (token.kind === 'escaped' ? token.text.slice(1) : token.text);

const followsName = (tokens: readonly VerilogToken[], dot: number): boolean => {
  const before = tokens[dot - 1];
  return before !== undefined && (isName(before) || before.text === ']');
};

/** Longest stretch of an index expression inside a path that is followed back. */
const MAX_INDEX_TOKENS = 64;

const headOf = (
  tokens: readonly VerilogToken[],
  dot: number,
): { readonly token: VerilogToken; readonly index: number } | null => {
  let at = dot - 1;
  for (let steps = 0; steps < MAX_INDEX_TOKENS; steps += 1) {
    at = skipIndexBack(tokens, at);
    const token = tokens[at];
    if (token === undefined || !isName(token)) return null;
    if (!isDot(tokens[at - 1])) return { token, index: at };
    if (!followsName(tokens, at - 1)) return { token, index: at };
    at -= 2;
  }
  return null;
};

const skipIndexBack = (tokens: readonly VerilogToken[], from: number): number => {
  let at = from;
  while (tokens[at]?.text === ']') {
    let depth = 0;
    const last = Math.max(0, at - MAX_INDEX_TOKENS);
    do {
      if (tokens[at]?.text === ']') depth += 1;
      if (tokens[at]?.text === '[') depth -= 1;
      at -= 1;
    } while (depth > 0 && at >= last);
    // An index too long to follow: whatever stands there is no name, so the path counts as foreign below.
    if (depth > 0) return -1;
  }
  return at;
};

const namesStandingAlone = (tokens: readonly VerilogToken[]): ReadonlySet<string> =>
  new Set(
    tokens
      .filter((token, index) => isName(token) && !isDot(tokens[index - 1]) && !isDot(tokens[index + 1]))
      .map(plainName),
  );
