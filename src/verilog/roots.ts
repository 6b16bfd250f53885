import { tokenizeVerilog, type VerilogToken } from './tokens.ts';

const KEYWORDS: ReadonlySet<string> = new Set(['module', 'macromodule']);

/** Names of the modules declared in some sources, in order. */
export function declaredModules(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => declarations(tokenizeVerilog(text)));
}

/** Declared modules that none of the sources instantiates, in order: the candidates for a top. */
export function rootModules(texts: readonly string[]): readonly string[] {
  const streams = texts.map((text) => tokenizeVerilog(text));
  const declared = streams.flatMap(declarations);
  const names = new Set(declared);
  const used = new Set(streams.flatMap((tokens) => instantiated(tokens, names)));
  return declared.filter((name) => !used.has(name));
}

/** Whether any source names this identifier anywhere outside comments and strings. */
export const mentions = (texts: readonly string[], name: string): boolean =>
  texts.some((text) => tokenizeVerilog(text).some((token) => token.kind === 'identifier' && token.text === name));

function declarations(tokens: readonly VerilogToken[]): readonly string[] {
  return tokens.flatMap((token, index) => {
    if (!KEYWORDS.has(token.text)) return [];
    const next = tokens[index + 1];
    const name = next?.text === 'automatic' || next?.text === 'static' ? tokens[index + 2] : next;
    return name?.kind === 'identifier' ? [name.text] : [];
  });
}

function instantiated(tokens: readonly VerilogToken[], names: ReadonlySet<string>): readonly string[] {
  return tokens.flatMap((token, index) => {
    if (token.kind !== 'identifier' || !names.has(token.text)) return [];
    const before = tokens[index - 1]?.text ?? '';
    const after = tokens[index + 1];
    const isHead = after?.text === '#' || after?.kind === 'identifier' || after?.kind === 'escaped';
    return isHead && !KEYWORDS.has(before) && before !== '.' ? [token.text] : [];
  });
}
