import { declaredModules } from '../verilog/roots.ts';
import type { VerilogToken } from '../verilog/tokens.ts';
import { tokenizeVerilog } from '../verilog/tokens.ts';

const isModuleKeyword = (token: VerilogToken): boolean =>
  token.kind === 'identifier' && (token.text === 'module' || token.text === 'macromodule');

const LIFETIMES = new Set(['automatic', 'static']);

/**
 * Puts a prefix before the name of every module that the files of one design declare, where it is declared and where
 * it is instantiated, so that two designs with equal names can stand in one simulation. Signals of the same name are
 * left alone.
 */
export function prefixModules<T extends { readonly text: string }>(files: readonly T[], prefix: string): readonly T[] {
  const names = new Set(declaredModules(files.map((file) => file.text)));
  return files.map((file) => ({ ...file, text: prefixed(file.text, { names, prefix }) }));
}

function prefixed(
  text: string,
  { names, prefix }: { readonly names: ReadonlySet<string>; readonly prefix: string },
): string {
  const tokens = tokenizeVerilog(text);
  const parts: string[] = [];
  let at = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'identifier' || !names.has(token.text) || !namesModule(tokens, index)) continue;
    parts.push(text.slice(at, token.start), prefix);
    at = token.start;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** Whether the token at `index` stands where only a module's name can: after `module`, or before an instance name. */
function namesModule(tokens: readonly VerilogToken[], index: number): boolean {
  const before = tokens[index - 1];
  if (before !== undefined && (isModuleKeyword(before) || (LIFETIMES.has(before.text) && index > 1))) return true;
  if (before?.text === ':' && tokens[index - 2]?.text === 'endmodule') return true;
  if (before?.text === '.' || before?.text === '(') return false;
  const next = tokens[index + 1];
  const after = tokens[index + 2]?.text;
  if (next?.text === '#') return after === '(' || tokens[index + 2]?.kind === 'number';
  const isInstance = next?.kind === 'identifier' || next?.kind === 'escaped';
  return isInstance && (after === '(' || after === '[');
}
