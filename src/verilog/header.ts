import type { Expr } from './expr/ast.ts';
import { parseExpr } from './expr/parse.ts';
import { ExprTypeError, evalConstant } from './expr/types.ts';
import { tokenizeVerilog, type VerilogToken } from './tokens.ts';

/** One port of a module header. Bounds are the texts as written; null where no range was. */
export interface HeaderPort {
  readonly name: string;
  readonly direction: 'input' | 'output' | 'inout' | 'unknown';
  /** Bits, where the range is constant under the parameters' defaults; null where it is not. */
  readonly width: number | null;
  readonly range: { readonly msb: string; readonly lsb: string } | null;
  readonly signed: boolean;
  /** Declared `reg` or `logic`. */
  readonly variable: boolean;
  readonly line: number;
}

export interface HeaderParam {
  readonly name: string;
  /** The default as written; empty where none was. */
  readonly value: string;
  readonly line: number;
}

/** The interface of one module of a Verilog text. */
export interface ModuleHeader {
  readonly name: string;
  readonly params: readonly HeaderParam[];
  readonly ports: readonly HeaderPort[];
  readonly line: number;
  /** UTF-16 offsets of `module` and of the end of the header's semicolon. */
  readonly start: number;
  readonly end: number;
}

/**
 * Headers of every module of a text, in order: ANSI and non-ANSI styles, parameters of `#( )` and of the body. Tolerant:
 * what it cannot read it leaves out, a port whose direction is nowhere is `unknown`, and it never fails.
 */
export const readHeaders = (text: string): readonly ModuleHeader[] => {
  const tokens = tokenizeVerilog(text).filter((token) => token.kind !== 'directive');
  const headers: ModuleHeader[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (!isWord(tokens[at], 'module') && !isWord(tokens[at], 'macromodule')) continue;
    const header = readHeader(tokens, at);
    if (header !== null) headers.push(header);
  }
  return headers;
};

/** The header of the module of that name, or null. */
export const readHeaderOf = (text: string, name: string): ModuleHeader | null =>
  readHeaders(text).find((header) => header.name === name) ?? null;

const isWord = (token: VerilogToken | undefined, word: string): boolean =>
  token?.kind === 'identifier' && token.text === word;
const isOperator = (token: VerilogToken | undefined, text: string): boolean =>
  token?.kind === 'operator' && token.text === text;
const DIRECTIONS: ReadonlySet<string> = new Set(['input', 'output', 'inout']);

const readHeader = (tokens: readonly VerilogToken[], start: number): ModuleHeader | null => {
  let at = start + 1;
  if (isWord(tokens[at], 'automatic') || isWord(tokens[at], 'static')) at += 1;
  const name = tokens[at];
  if (name?.kind !== 'identifier') return null;
  at += 1;
  const params: HeaderParam[] = [];
  if (isOperator(tokens[at], '#')) {
    const close = closing(tokens, at + 1);
    params.push(...paramsIn(tokens.slice(at + 2, close)));
    at = close + 1;
  }
  const open = isOperator(tokens[at], '(') ? at : null;
  const close = open === null ? at : closing(tokens, open);
  const list = open === null ? [] : splitAt(tokens.slice(open + 1, close), ',');
  const body = bodyTokens(tokens, close);
  params.push(...bodyParams(body));
  const semicolon = tokens.findIndex((token, i) => i >= close && isOperator(token, ';'));
  return {
    name: name.text,
    params,
    ports: portsOf(list, body, params),
    line: tokens[start]?.line ?? 1,
    start: tokens[start]?.start ?? 0,
    end: tokens[semicolon === -1 ? tokens.length - 1 : semicolon]?.end ?? 0,
  };
};

/** Index of the bracket that closes the one at `open`; the last token where none does. */
const closing = (tokens: readonly VerilogToken[], open: number): number => {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    const { kind, text } = tokens[at] ?? { kind: 'unknown', text: '' };
    if (kind !== 'operator') continue;
    if (text === '(' || text === '[' || text === '{') depth += 1;
    if (text === ')' || text === ']' || text === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return tokens.length - 1;
};

const splitAt = (tokens: readonly VerilogToken[], separator: string): readonly (readonly VerilogToken[])[] => {
  const groups: VerilogToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'operator' && '([{'.includes(token.text)) depth += 1;
    if (token.kind === 'operator' && ')]}'.includes(token.text)) depth -= 1;
    if (depth === 0 && isOperator(token, separator)) groups.push([]);
    else groups.at(-1)?.push(token);
  }
  return groups.filter((group) => group.length > 0);
};

const bodyTokens = (tokens: readonly VerilogToken[], from: number): readonly VerilogToken[] => {
  const end = tokens.findIndex((token, i) => i > from && (isWord(token, 'endmodule') || isWord(token, 'module')));
  return tokens.slice(from + 1, end === -1 ? tokens.length : end);
};

const textOf = (tokens: readonly VerilogToken[]): string => tokens.map((token) => token.text).join(' ');

const paramsIn = (tokens: readonly VerilogToken[]): readonly HeaderParam[] =>
  splitAt(tokens, ',').flatMap((group) => {
    const equals = group.findIndex((token) => isOperator(token, '='));
    const name = (equals === -1 ? group : group.slice(0, equals)).findLast((token) => token.kind === 'identifier');
    if (name === undefined) return [];
    return [{ name: name.text, value: equals === -1 ? '' : textOf(group.slice(equals + 1)), line: name.line }];
  });

const bodyParams = (body: readonly VerilogToken[]): readonly HeaderParam[] =>
  splitAt(body, ';').flatMap((statement) => (isWord(statement[0], 'parameter') ? paramsIn(statement.slice(1)) : []));

interface Declaration {
  readonly direction: HeaderPort['direction'];
  readonly range: HeaderPort['range'];
  readonly signed: boolean;
  readonly variable: boolean;
}

const NONE: Declaration = { direction: 'unknown', range: null, signed: false, variable: false };

const portsOf = (
  list: readonly (readonly VerilogToken[])[],
  body: readonly VerilogToken[],
  params: readonly HeaderParam[],
): readonly HeaderPort[] => {
  const inBody = bodyDeclarations(body);
  let last = NONE;
  return list.flatMap((group) => {
    const name = nameOf(group);
    if (name === undefined) return [];
    const own = declarationIn(group);
    // ANSI style: a bare name repeats the direction and range of the port before it.
    if (own !== null) last = own;
    const declared = inBody.get(name.text) ?? last;
    return [{ name: name.text, ...declared, width: widthOf(declared.range, params), line: name.line }];
  });
};

const nameOf = (group: readonly VerilogToken[]): VerilogToken | undefined => {
  const equals = group.findIndex((token) => isOperator(token, '='));
  let depth = 0;
  const outside = (equals === -1 ? group : group.slice(0, equals)).filter((token) => {
    if (isOperator(token, '[')) depth += 1;
    if (isOperator(token, ']')) depth -= 1;
    return depth === 0;
  });
  return outside.findLast((token) => token.kind === 'identifier' || token.kind === 'escaped');
};

const declarationIn = (group: readonly VerilogToken[]): Declaration | null => {
  const direction = group.find((token) => DIRECTIONS.has(token.text))?.text;
  if (direction === undefined) return null;
  const open = group.findIndex((token) => isOperator(token, '['));
  const close = open === -1 ? -1 : closing(group, open);
  const [msb, lsb] = open === -1 ? [] : splitAt(group.slice(open + 1, close), ':');
  return {
    direction: direction as Declaration['direction'],
    range: msb === undefined || lsb === undefined ? null : { msb: textOf(msb), lsb: textOf(lsb) },
    signed: group.some((token) => isWord(token, 'signed')),
    variable: group.some((token) => isWord(token, 'reg') || isWord(token, 'logic')),
  };
};

/** Declarations of the body of a non-ANSI module, by name; a later `reg` adds to the direction. */
const bodyDeclarations = (body: readonly VerilogToken[]): ReadonlyMap<string, Declaration> => {
  const statements = splitAt(body, ';');
  const declared = statements.filter((statement) => DIRECTIONS.has(statement[0]?.text ?? '')).flatMap(declaredIn);
  const variables = statements
    .filter((statement) => isWord(statement[0], 'reg') || isWord(statement[0], 'logic'))
    .flatMap(namesIn);
  const names = new Set(variables);
  return new Map(declared.map(([name, one]) => [name, { ...one, variable: one.variable || names.has(name) }]));
};

const namesIn = (statement: readonly VerilogToken[]): readonly string[] =>
  splitAt(statement, ',').flatMap((group) => nameOf(group)?.text ?? []);

const declaredIn = (statement: readonly VerilogToken[]): readonly (readonly [string, Declaration])[] => {
  const declaration = declarationIn(splitAt(statement, ',')[0] ?? []) ?? NONE;
  return namesIn(statement).map((name) => [name, declaration] as const);
};

const widthOf = (range: HeaderPort['range'], params: readonly HeaderParam[]): number | null => {
  if (range === null) return 1;
  const msb = boundOf(range.msb, params, 0);
  const lsb = boundOf(range.lsb, params, 0);
  return msb === null || lsb === null ? null : Math.abs(msb - lsb) + 1;
};

const boundOf = (text: string, params: readonly HeaderParam[], depth: number): number | null => {
  const parsed = parseExpr(text);
  if (!parsed.ok || depth > 8) return null;
  return constantOf(parsed.value, (name) => {
    const param = params.find((p) => p.name === name);
    return param === undefined ? null : boundOf(param.value, params, depth + 1);
  });
};

const constantOf = (expr: Expr, valueOfName: (name: string) => number | null): number | null => {
  try {
    const value = evalConstant(expr, (name) => {
      const found = valueOfName(name);
      return found === null ? undefined : { kind: 'constant', value: BigInt(found), width: 32, signed: true };
    });
    return Number(value);
  } catch (cause) {
    // A bound that is not constant has no width; the port is still there.
    if (cause instanceof ExprTypeError) return null;
    throw cause;
  }
};
