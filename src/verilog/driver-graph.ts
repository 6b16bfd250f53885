import { VERILOG_KEYWORDS } from './expr/keywords.ts';
import { tokenizeVerilog, type VerilogToken } from './tokens.ts';

/** Who drives a name: what it is made of, and where. */
interface Driver {
  readonly sources: ReadonlySet<string>;
  readonly lines: readonly number[];
}

export interface TextCone {
  /** Names behind some outputs, nearest first, the outputs not among them. */
  readonly signals: readonly string[];
  /** 1-based lines that assign them, nearest first. */
  readonly lines: readonly number[];
}

/**
 * Names and lines behind some outputs, `levels` assignments back, from the text alone: every assignment gives its target
 * the names on its right side and those of the conditions around it. Coarse, but it needs no tool and reads broken code.
 */
export function textCone(text: string, outputs: readonly string[], levels: number): TextCone {
  const drivers = driversOf(tokenizeVerilog(text));
  const seen = new Set(outputs);
  const lines = new Set<number>();
  let front: readonly string[] = outputs;
  for (let level = 0; level < levels && front.length > 0; level += 1) {
    const behind = front.flatMap((name) => drivers.get(name) ?? []);
    for (const line of behind.flatMap((driver) => driver.lines)) lines.add(line);
    front = [...new Set(behind.flatMap((driver) => [...driver.sources]))].filter((name) => !seen.has(name));
    for (const name of front) seen.add(name);
  }
  return { signals: [...seen].filter((name) => !outputs.includes(name)), lines: [...lines] };
}

const isName = (token: VerilogToken | undefined): boolean =>
  token?.kind === 'identifier' && !VERILOG_KEYWORDS.has(token.text);

/** Reads `target = …;` and `target <= …;` wherever they stand; conditions are those of the statement's own block. */
function driversOf(tokens: readonly VerilogToken[]): ReadonlyMap<string, Driver> {
  const drivers = new Map<string, { sources: Set<string>; lines: number[] }>();
  let conditions = new Map<string, number>();
  let start = 0;
  for (const [at, token] of tokens.entries()) {
    if (
      token.text === 'always' ||
      token.text === 'assign' ||
      token.text === 'always_comb' ||
      token.text === 'always_ff'
    ) {
      conditions = new Map();
      start = at;
    }
    if (token.text !== ';') continue;
    readStatement(tokens.slice(start, at), { drivers, conditions });
    start = at + 1;
  }
  return drivers;
}

interface Reading {
  readonly drivers: Map<string, { sources: Set<string>; lines: number[] }>;
  /** Names that decide, with the line where each stands. */
  readonly conditions: Map<string, number>;
}

function readStatement(statement: readonly VerilogToken[], { drivers, conditions }: Reading): void {
  const equals = assignmentAt(statement);
  if (equals === -1) return;
  const target = targetOf(statement, equals);
  const before = statement.slice(0, target.from);
  // What stands before the target (if, case, labels, sensitivity) decides whether it is assigned.
  for (const token of before) if (isName(token)) conditions.set(token.text, token.line);
  for (const name of target.names) {
    const driver = drivers.get(name) ?? { sources: new Set<string>(), lines: [] };
    for (const token of statement.slice(equals + 1)) if (isName(token)) driver.sources.add(token.text);
    for (const condition of conditions.keys()) driver.sources.add(condition);
    // A wrong condition is as likely as a wrong value.
    driver.lines.push(statement[target.from]?.line ?? 0, ...conditions.values());
    drivers.set(name, driver);
  }
}

/** Index of `=` or `<=` outside brackets; a `<=` inside parentheses compares. */
function assignmentAt(statement: readonly VerilogToken[]): number {
  let depth = 0;
  for (const [at, { text }] of statement.entries()) {
    if (text === '(' || text === '[' || text === '{') depth += 1;
    if (text === ')' || text === ']' || text === '}') depth -= 1;
    if (depth === 0 && (text === '=' || text === '<=') && at > 0) return at;
  }
  return -1;
}

/** The names left of the assignment: one, or those of a concatenation; selections belong to it. */
function targetOf(
  statement: readonly VerilogToken[],
  equals: number,
): { readonly from: number; readonly names: readonly string[] } {
  let from = equals - 1;
  let depth = 0;
  for (; from >= 0; from -= 1) {
    const text = statement[from]?.text ?? '';
    if (text === ']' || text === '}') depth += 1;
    if (text === '[' || text === '{') depth -= 1;
    const isDone = depth === 0 && (isName(statement[from]) || text === '{');
    if (isDone || (depth === 0 && text !== ']' && text !== '[')) break;
  }
  const inside = statement.slice(Math.max(0, from), equals);
  const isConcat = inside[0]?.text === '{';
  const names = inside.filter((token, i) => isName(token) && (isConcat ? true : i === 0)).map((token) => token.text);
  return { from: Math.max(0, from), names };
}
