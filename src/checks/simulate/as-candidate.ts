import { tokenizeVerilog, type VerilogToken } from '../../verilog/tokens.ts';
import type { DesignText } from '../check-environment.ts';

/**
 * A reference renamed so that it can stand in the candidate's place beside itself: its top gets the name `top`, every
 * other module of it a suffix. Only module names change (after `module`/`endmodule :`, and at the head of an instance).
 */
export const asCandidate = (reference: DesignText, top: string): DesignText => {
  const parsed = reference.files.map((file) => ({ file, tokens: tokenizeVerilog(file.text) }));
  const names = new Set(parsed.flatMap(({ tokens }) => declaredModules(tokens)));
  const renameOf = (name: string): string => (name === reference.top ? top : `${name}__reference`);
  const files = parsed.map(({ file, tokens }) => ({
    path: file.path,
    text: renameTokens(file.text, tokens, (token, index) =>
      names.has(token.text) && standsForModule(tokens, index) ? renameOf(token.text) : null,
    ),
  }));
  return { top, files };
};

const declaredModules = (tokens: readonly VerilogToken[]): readonly string[] =>
  tokens.flatMap((token, index) => {
    if (token.text !== 'module' && token.text !== 'macromodule') return [];
    const name = afterLifetime(tokens, index);
    return name?.kind === 'identifier' ? [name.text] : [];
  });

const afterLifetime = (tokens: readonly VerilogToken[], index: number): VerilogToken | undefined => {
  const next = tokens[index + 1];
  return next?.text === 'automatic' || next?.text === 'static' ? tokens[index + 2] : next;
};

const standsForModule = (tokens: readonly VerilogToken[], index: number): boolean => {
  const before = tokens[index - 1]?.text;
  const after = tokens[index + 1];
  if (before === 'module' || before === 'macromodule' || before === 'automatic' || before === 'static') return true;
  if (before === ':' && tokens[index - 2]?.text === 'endmodule') return true;
  if (before === '.') return false;
  return after?.text === '#' || after?.kind === 'identifier' || after?.kind === 'escaped';
};

const renameTokens = (
  text: string,
  tokens: readonly VerilogToken[],
  rename: (token: VerilogToken, index: number) => string | null,
): string => {
  const parts: string[] = [];
  let at = 0;
  for (const [index, token] of tokens.entries()) {
    const name = token.kind === 'identifier' ? rename(token, index) : null;
    if (name === null) continue;
    parts.push(text.slice(at, token.start), name);
    at = token.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
};
