import type { RtlExpr } from '../../contracts/rtl.ts';
import { declaredIndex, type Shapes, selectText } from './names.ts';

/** What the printer of expressions knows of its surroundings. */
export interface PrintContext {
  readonly shapes: Shapes;
  /** How constants are written; a module with parameters writes marks that {@link parametricText} resolves. */
  readonly literals: Literals;
}

/** Texts of constants: as numbers, and as bit patterns (labels, state codes). */
export interface Literals {
  readonly number: (value: bigint, width: number) => string;
  readonly pattern: (value: bigint, width: number) => string;
}

/** How the text is used: as a value, or as a condition (then one-bit logic reads `&&`, `||`, `!`). */
type Mode = 'value' | 'condition';

/** Verilog text of an expression that stands alone on a right side. */
export const printValue = (expr: RtlExpr, context: PrintContext): string => {
  if (isSignedOperator(expr)) return signedOperator(expr, context);
  return print(expr, context, 'value');
};

/** Verilog text of an expression inside a larger one: what Verilog would read as signed is fenced off. */
export const printOperand = (expr: RtlExpr, context: PrintContext): string => print(expr, context, 'value');

/** Verilog text of a one-bit expression in an `if` or before a `?`. */
export const printCondition = (expr: RtlExpr, context: PrintContext): string => print(expr, context, 'condition');

/** A constant as text: one bit and narrow patterns in binary, numbers in decimal, long ones in hexadecimal. */
const numberText = (value: bigint, width: number): string => {
  if (width === 1) return `1'b${value}`;
  if (value !== 0n && value === (1n << BigInt(width)) - 1n && width > 8) return `{${width}{1'b1}}`;
  return value > 65_535n ? `${width}'h${value.toString(16)}` : `${width}'d${value}`;
};

/** A constant as a bit pattern, for case labels and states. */
const patternText = (value: bigint, width: number): string =>
  width <= 16 ? `${width}'b${value.toString(2).padStart(width, '0')}` : `${width}'h${value.toString(16)}`;

/** Constants as numbers and patterns of a fixed width. */
export const LITERALS: Literals = { number: numberText, pattern: patternText };

const SYMBOL: Readonly<Record<string, string>> = {
  'u/': '/',
  's/': '/',
  'u%': '%',
  's%': '%',
  'u<': '<',
  'u<=': '<=',
  'u>': '>',
  'u>=': '>=',
  's<': '<',
  's<=': '<=',
  's>': '>',
  's>=': '>=',
  'u>>': '>>',
  's>>': '>>>',
};

const symbolOf = (op: string): string => SYMBOL[op] ?? op;

const isInfix = (expr: RtlExpr): boolean => 'b' in expr || 'by' in expr || expr.op === 'mux';

const print = (expr: RtlExpr, context: PrintContext, mode: Mode): string => {
  switch (expr.op) {
    case 'net':
    case 'named':
      return expr.name;
    case 'const':
      return context.literals.number(expr.value, expr.width);
    case 'highz':
      return expr.width === 1 ? "1'bz" : `{${expr.width}{1'bz}}`;
    case 'zext':
      return extension(context.literals.number(0n, expr.width - expr.a.width), expr.a, context);
    case 'sext':
      return extension(`{${expr.width - expr.a.width}{${signBit(expr.a, context)}}}`, expr.a, context);
    case 'trunc':
      return selected(expr.a, { lo: 0, width: expr.width }, context);
    case 'slice':
      return selected(expr.a, expr, context);
    case 'part':
      return partText(expr, context);
    case 'word':
      return `${expr.memory}[${print(expr.address, context, 'value')}]`;
    case 'concat':
      return `{${expr.parts.map((part) => print(part, context, 'value')).join(', ')}}`;
    case 'repeat':
      return `{${expr.count}{${print(expr.a, context, 'value')}}}`;
    default:
      return operator(expr, context, mode);
  }
};

const extension = (high: string, low: RtlExpr, context: PrintContext): string =>
  `{${high}, ${print(low, context, 'value')}}`;

const nameOf = (expr: RtlExpr): string => (expr.op === 'net' ? expr.name : '');

const selected = (
  base: RtlExpr,
  place: { readonly lo: number; readonly width: number },
  context: PrintContext,
): string => `${print(base, context, 'value')}${selectText(context.shapes.get(nameOf(base)), place)}`;

const signBit = (expr: RtlExpr, context: PrintContext): string => {
  if (expr.op === 'slice') return selected(expr.a, { lo: expr.lo + expr.width - 1, width: 1 }, context);
  return expr.width === 1 ? print(expr, context, 'value') : selected(expr, { lo: expr.width - 1, width: 1 }, context);
};

const partText = (expr: Extract<RtlExpr, { op: 'part' }>, context: PrintContext): string => {
  const index = declaredOffset(nameOf(expr.a), expr.at, context);
  return `${print(expr.a, context, 'value')}[${index}${expr.width === 1 ? '' : ` +: ${expr.width}`}]`;
};

/** A variable offset from the least significant bit as an index of the declared range. */
export const declaredOffset = (name: string, at: RtlExpr, context: PrintContext): string => {
  const range = context.shapes.get(name)?.range ?? { msb: 0, lsb: 0 };
  const ascending = range.msb < range.lsb;
  if (!ascending && range.lsb === 0) return print(at, context, 'value');
  if (at.op === '-') {
    const [index, base] = ascending ? [at.b, at.a] : [at.a, at.b];
    if (base.op === 'const' && base.value === BigInt(range.lsb))
      return print(index.op === 'zext' ? index.a : index, context, 'value');
  }
  const base = declaredIndex(range, 0);
  return ascending ? `${base} - ${operand(at, '-', context)}` : `${operand(at, '+', context)} + ${base}`;
};

const operator = (expr: RtlExpr, context: PrintContext, mode: Mode): string => {
  switch (expr.op) {
    case '~':
      return complement(expr, context, mode);
    case 'neg':
      return `-${tight(expr.a, context, 'value')}`;
    case 'r|':
    case 'r&':
    case 'r^':
      return `${expr.op.slice(1)}${tight(expr.a, context, 'value')}`;
    case 'mux':
      return `${conditionOf(expr.sel, context)} ? ${arm(expr.yes, context)} : ${print(expr.no, context, 'value')}`;
    default:
      return infix(expr, context, mode);
  }
};

const conditionOf = (sel: RtlExpr, context: PrintContext): string => {
  const text = printCondition(sel, context);
  return isInfix(sel) ? `(${text})` : text;
};

const arm = (expr: RtlExpr, context: PrintContext): string =>
  expr.op === 'mux' ? `(${print(expr, context, 'value')})` : print(expr, context, 'value');

const REDUCTIONS: ReadonlySet<string> = new Set(['r|', 'r&', 'r^']);

const complement = (expr: Extract<RtlExpr, { op: '~' | 'neg' }>, context: PrintContext, mode: Mode): string => {
  const { a } = expr;
  if (REDUCTIONS.has(a.op) && 'a' in a) return `~${a.op.slice(1)}${tight(a.a, context, 'value')}`;
  const logical = a.width === 1 && (mode === 'condition' || compares(a));
  return `${logical ? '!' : '~'}${tight(a, context, logical ? 'condition' : 'value')}`;
};

/** The text as an operand of a unary operator. */
const tight = (expr: RtlExpr, context: PrintContext, mode: Mode): string => {
  const text = print(expr, context, mode);
  return isInfix(expr) || ['~', 'neg', 'r|', 'r&', 'r^'].includes(expr.op) ? `(${text})` : text;
};

/** Whether one-bit logic holds a comparison, so that it reads better with `&&` and `||`. */
const compares = (expr: RtlExpr): boolean => {
  if (expr.width !== 1) return false;
  if ('b' in expr && !['&', '|', '^', '+', '-', '*'].includes(expr.op)) return !/[/%]/.test(expr.op);
  if (expr.op === '&' || expr.op === '|') return compares(expr.a) || compares(expr.b);
  return expr.op === '~' && compares(expr.a);
};

type InfixExpr = Extract<RtlExpr, { readonly b: RtlExpr } | { readonly by: RtlExpr }>;

const infix = (expr: RtlExpr, context: PrintContext, mode: Mode): string => {
  if (!('b' in expr) && !('by' in expr)) throw new Error(`no text for ${expr.op}`);
  if (isSignedOperator(expr)) return `$unsigned(${signedOperator(expr, context)})`;
  if (expr.op.startsWith('s'))
    return `${asSigned(expr.a, context)} ${symbolOf(expr.op)} ${asSigned(secondOf(expr), context)}`;
  if (expr.width === 1 && (expr.op === '&' || expr.op === '|')) {
    const logical = mode === 'condition' || compares(expr);
    const text = logical ? expr.op + expr.op : expr.op;
    return `${logicOperand(expr.a, expr.op, { context, logical })} ${text} ${logicOperand(expr.b, expr.op, { context, logical })}`;
  }
  return plainInfix(expr, context);
};

const secondOf = (expr: InfixExpr): RtlExpr => ('b' in expr ? expr.b : expr.by);

const logicOperand = (
  expr: RtlExpr,
  op: string,
  { context, logical }: { readonly context: PrintContext; readonly logical: boolean },
): string => {
  const text = print(expr, context, logical ? 'condition' : 'value');
  return isInfix(expr) && expr.op !== op ? `(${text})` : text;
};

const plainInfix = (expr: InfixExpr, context: PrintContext): string => {
  const op = symbolOf(expr.op);
  if ('by' in expr) {
    const amount = expr.by.op === 'const' ? expr.by.value.toString() : operand(expr.by, op, context);
    return `${operand(expr.a, op, context)} ${op} ${amount}`;
  }
  const unsignedFirst = expr.op.startsWith('u') && isSignedText(expr.a, context) && isSignedText(expr.b, context);
  const left = unsignedFirst ? `$unsigned(${print(expr.a, context, 'value')})` : operand(expr.a, op, context);
  return `${left} ${op} ${operand(expr.b, op === '-' ? '' : op, context)}`;
};

const SUMS: ReadonlySet<string> = new Set(['+', '-']);

/** An operand of an infix operator: bare where the operator is the same and associative, else in parentheses. */
const operand = (expr: RtlExpr, op: string, context: PrintContext): string => {
  const text = print(expr, context, 'value');
  if (!isInfix(expr)) return REDUCTIONS.has(expr.op) ? `(${text})` : text;
  const inner = symbolOf(expr.op);
  const flows =
    (inner === op && ['&', '|', '^', '+', '-', '*'].includes(op)) || (SUMS.has(op) && op === '-' && inner === '+');
  return flows && !isSignedOperator(expr) ? text : `(${text})`;
};

/** Operators whose result Verilog reads as signed: the context would change their meaning, so it is kept out. */
const isSignedOperator = (expr: RtlExpr): boolean => expr.op === 's>>' || expr.op === 's/' || expr.op === 's%';

const signedOperator = (expr: RtlExpr, context: PrintContext): string => {
  if ('by' in expr) {
    const amount = expr.by.op === 'const' ? expr.by.value.toString() : operand(expr.by, '>>>', context);
    return `${asSigned(expr.a, context)} >>> ${amount}`;
  }
  if ('b' in expr) return `${asSigned(expr.a, context)} ${symbolOf(expr.op)} ${asSigned(expr.b, context)}`;
  throw new Error(`${expr.op} is not signed`);
};

const asSigned = (expr: RtlExpr, context: PrintContext): string => {
  if (expr.op === 'net' && isSignedText(expr, context)) return expr.name;
  return `$signed(${print(expr, context, 'value')})`;
};

/** Whether Verilog reads the printed text as signed. */
const isSignedText = (expr: RtlExpr, context: PrintContext): boolean => {
  switch (expr.op) {
    case 'net':
      return context.shapes.get(expr.name)?.signed ?? false;
    case '~':
    case 'neg':
      return isSignedText(expr.a, context);
    case '<<':
      return isSignedText(expr.a, context);
    case 'mux':
      return isSignedText(expr.yes, context) && isSignedText(expr.no, context);
    case '+':
    case '-':
    case '*':
    case '&':
    case '|':
    case '^':
      return isSignedText(expr.a, context) && isSignedText(expr.b, context);
    default:
      return false;
  }
};
