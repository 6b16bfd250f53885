/** Infix text of each operator name of the object form of an expression. */
const INFIX: Readonly<Record<string, string>> = {
  and: '&',
  or: '|',
  xor: '^',
  add: '+',
  sub: '-',
  mul: '*',
  div: '/',
  mod: '%',
  shl: '<<',
  shr: '>>',
  eq: '==',
  ne: '!=',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
  land: '&&',
  lor: '||',
};
const PREFIX: Readonly<Record<string, string>> = { not: '~', neg: '-', lnot: '!', rand: '&', ror: '|', rxor: '^' };
const CALLS: ReadonlySet<string> = new Set(['ashr', 'mux', 'popcount']);
const MAX_DEPTH = 64;

/**
 * The object form of an expression (`{"op": "ashr", "args": ["q", "1"]}`, as `ir.schema.json` allows it) as Verilog
 * text. Anything else, and an operation that is not known, comes back as it was, for the schema to judge.
 */
export const textOfOperation = (value: unknown): unknown => textAt(value, 0) ?? value;

const textAt = (value: unknown, depth: number): string | null => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (value === null || typeof value !== 'object' || depth > MAX_DEPTH) return null;
  const { op, args = [], name, value: literal, type } = value as Readonly<Record<string, unknown>>;
  if (op === 'lit') return textAt(literal, depth + 1);
  if (op === 'ref') return typeof name === 'string' ? name : null;
  if (typeof op !== 'string' || !Array.isArray(args)) return null;
  const texts = args.map((arg) => textAt(arg, depth + 1));
  const known = texts.filter((text) => text !== null);
  return known.length === texts.length ? operation(op, known, { name, width: widthOf(type) }) : null;
};

const widthOf = (type: unknown): string | null => {
  const width = type !== null && typeof type === 'object' && 'width' in type ? type.width : null;
  return typeof width === 'number' || typeof width === 'string' ? String(width) : null;
};

interface Extra {
  readonly name: unknown;
  readonly width: string | null;
}

const operation = (op: string, args: readonly string[], { name, width }: Extra): string | null => {
  const [first] = args;
  if (first === undefined) return null;
  const infix = Object.hasOwn(INFIX, op) ? INFIX[op] : undefined;
  if (infix !== undefined) return args.length < 2 ? null : args.map((arg) => `(${arg})`).join(` ${infix} `);
  const prefix = Object.hasOwn(PREFIX, op) ? PREFIX[op] : undefined;
  if (prefix !== undefined) return `${prefix}(${first})`;
  if (CALLS.has(op)) return `${op}(${args.join(', ')})`;
  if (op === 'fn') return typeof name === 'string' ? `${name}(${args.join(', ')})` : null;
  return op === 'cat' ? `{${args.join(', ')}}` : selection(op, args, width);
};

const selection = (op: string, [first, second, third]: readonly string[], width: string | null): string | null => {
  const size = second ?? width;
  if (op === 'zext' || op === 'sext' || op === 'trunc') return size === null ? null : `${op}(${first}, ${size})`;
  if (second === undefined) return null;
  if (op === 'idx') return `${first}[${second}]`;
  if (op === 'rep') return `{${first}{${second}}}`;
  return op === 'slice' && third !== undefined ? `${first}[${second}:${third}]` : null;
};
