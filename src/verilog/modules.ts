import { tokenizeVerilog, type VerilogToken } from './tokens.ts';

/** Names of the modules a text declares, in order, comments and strings ignored. */
export function declaredModules(source: string): readonly string[] {
  return moduleDeclarations(tokenizeVerilog(source)).map((declaration) => declaration.name.text);
}

/** A `module NAME` of a token list, with the index of its name. */
export interface ModuleDeclaration {
  readonly name: VerilogToken;
  readonly at: number;
}

/** Every module declaration in a token list; `automatic` and `static` before the name are skipped. */
export function moduleDeclarations(tokens: readonly VerilogToken[]): readonly ModuleDeclaration[] {
  const found: ModuleDeclaration[] = [];
  for (let i = 0; i + 1 < tokens.length; i += 1) {
    const text = tokens[i]?.text;
    if (text !== 'module' && text !== 'macromodule') continue;
    const lifetime = tokens[i + 1]?.text === 'automatic' || tokens[i + 1]?.text === 'static';
    const at = lifetime ? i + 2 : i + 1;
    const name = tokens[at];
    if (name !== undefined && (name.kind === 'identifier' || name.kind === 'escaped')) found.push({ name, at });
  }
  return found;
}

/** `module NAME … ;` of the named module, with its semicolon; null when the text declares no such module. */
export function headerOf(source: string, module: string): string | null {
  const tokens = tokenizeVerilog(source);
  const declaration = moduleDeclarations(tokens).find(({ name }) => name.text === module);
  if (declaration === undefined) return null;
  const end = tokens.slice(declaration.at).find((token) => token.text === ';');
  const start = tokens[declaration.at - 1]?.start ?? 0;
  return end === undefined ? null : source.slice(start, end.end);
}

/** Names that a text instantiates or mentions before another identifier (`type name`), for finding the top. */
export function mentionedNames(source: string): ReadonlySet<string> {
  const tokens = tokenizeVerilog(source);
  const names = new Set<string>();
  tokens.forEach((token, i) => {
    const next = tokens[i + 1];
    const declared =
      tokens[i - 1]?.text === 'module' || tokens[i - 1]?.text === 'endmodule' || tokens[i - 1]?.text === ':';
    if (token.kind !== 'identifier' || declared || next === undefined) return;
    if (next.kind === 'identifier' || next.kind === 'escaped' || next.text === '#') names.add(token.text);
  });
  return names;
}

/** Declared modules that no other declared module instantiates. */
export function rootModules(source: string): readonly string[] {
  const mentioned = mentionedNames(source);
  return declaredModules(source).filter((name) => !mentioned.has(name));
}
