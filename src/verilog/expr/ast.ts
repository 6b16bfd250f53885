/** Base a literal was written in. */
export type LiteralBase = 'b' | 'o' | 'd' | 'h';

/** A number. `bits` is most significant first over 0, 1, x, z and has exactly `width` symbols. */
export interface LiteralExpr {
  readonly kind: 'literal';
  readonly bits: string;
  readonly width: number;
  /** False where the width was not written; then it is 32, or more if the value needs it (IEEE 1364-2005 §3.5.1). */
  readonly sized: boolean;
  readonly signed: boolean;
  readonly base: LiteralBase;
}

/** Prefix operators of Verilog. */
export type UnaryOperator = '+' | '-' | '!' | '~' | '&' | '|' | '^' | '~&' | '~|' | '~^';

/** Infix operators of Verilog, `^~` read as `~^`. */
export type BinaryOperator =
  | '**'
  | '*'
  | '/'
  | '%'
  | '+'
  | '-'
  | '<<'
  | '>>'
  | '<<<'
  | '>>>'
  | '<'
  | '<='
  | '>'
  | '>='
  | '=='
  | '!='
  | '==='
  | '!=='
  | '&'
  | '^'
  | '~^'
  | '|'
  | '&&'
  | '||';

/** A Verilog expression as written: no widths yet. */
export type Expr =
  | LiteralExpr
  /** `'0` and its like: every bit of the context is this one. */
  | { readonly kind: 'fill'; readonly bit: '0' | '1' | 'x' | 'z' }
  | { readonly kind: 'ref'; readonly name: string }
  | { readonly kind: 'index'; readonly base: Expr; readonly index: Expr }
  | { readonly kind: 'slice'; readonly base: Expr; readonly msb: Expr; readonly lsb: Expr }
  | {
      readonly kind: 'part';
      readonly base: Expr;
      readonly start: Expr;
      readonly width: Expr;
      readonly direction: '+:' | '-:';
    }
  | { readonly kind: 'concat'; readonly parts: readonly Expr[] }
  | { readonly kind: 'repeat'; readonly count: Expr; readonly value: Expr }
  | { readonly kind: 'unary'; readonly op: UnaryOperator; readonly arg: Expr }
  | { readonly kind: 'binary'; readonly op: BinaryOperator; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'conditional'; readonly cond: Expr; readonly yes: Expr; readonly no: Expr }
  /** A system function (`$signed`) or a helper of stage 1 (`popcount`, `zext`, `state_is`, …). */
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expr[] };

/** How tightly an infix operator binds; larger is tighter (IEEE 1364-2005 table 5-4). */
export const BINARY_PRECEDENCE: Readonly<Record<BinaryOperator, number>> = {
  '**': 12,
  '*': 11,
  '/': 11,
  '%': 11,
  '+': 10,
  '-': 10,
  '<<': 9,
  '>>': 9,
  '<<<': 9,
  '>>>': 9,
  '<': 8,
  '<=': 8,
  '>': 8,
  '>=': 8,
  '==': 7,
  '!=': 7,
  '===': 7,
  '!==': 7,
  '&': 6,
  '^': 5,
  '~^': 5,
  '|': 4,
  '&&': 3,
  '||': 2,
};

/** The direct operands of a node, in the order they are written. */
export const childrenOf = (expr: Expr): readonly Expr[] => {
  switch (expr.kind) {
    case 'literal':
    case 'fill':
    case 'ref':
      return [];
    case 'index':
      return [expr.base, expr.index];
    case 'slice':
      return [expr.base, expr.msb, expr.lsb];
    case 'part':
      return [expr.base, expr.start, expr.width];
    case 'concat':
      return expr.parts;
    case 'repeat':
      return [expr.count, expr.value];
    case 'unary':
      return [expr.arg];
    case 'binary':
      return [expr.left, expr.right];
    case 'conditional':
      return [expr.cond, expr.yes, expr.no];
    case 'call':
      return expr.args;
  }
};

/** Every signal, parameter or state name that an expression mentions, without duplicates, in order of appearance. */
export const namesIn = (expr: Expr): readonly string[] => {
  const names = new Set<string>();
  const visit = (node: Expr): void => {
    if (node.kind === 'ref') names.add(node.name);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(expr);
  return [...names];
};

/** The same tree with each node passed through `change` from the leaves up. */
export const mapExpr = (expr: Expr, change: (node: Expr) => Expr): Expr => {
  const go = (node: Expr): Expr => mapExpr(node, change);
  switch (expr.kind) {
    case 'literal':
    case 'fill':
    case 'ref':
      return change(expr);
    case 'index':
      return change({ ...expr, base: go(expr.base), index: go(expr.index) });
    case 'slice':
      return change({ ...expr, base: go(expr.base), msb: go(expr.msb), lsb: go(expr.lsb) });
    case 'part':
      return change({ ...expr, base: go(expr.base), start: go(expr.start), width: go(expr.width) });
    case 'concat':
      return change({ ...expr, parts: expr.parts.map(go) });
    case 'repeat':
      return change({ ...expr, count: go(expr.count), value: go(expr.value) });
    case 'unary':
      return change({ ...expr, arg: go(expr.arg) });
    case 'binary':
      return change({ ...expr, left: go(expr.left), right: go(expr.right) });
    case 'conditional':
      return change({ ...expr, cond: go(expr.cond), yes: go(expr.yes), no: go(expr.no) });
    case 'call':
      return change({ ...expr, args: expr.args.map(go) });
  }
};

/** An unsized signed decimal literal, as `5` is in Verilog. */
export const decimal = (value: number | bigint): LiteralExpr => {
  const digits = BigInt(value).toString(2);
  const width = Math.max(32, digits.length + 1);
  return { kind: 'literal', bits: digits.padStart(width, '0'), width, sized: false, signed: true, base: 'd' };
};
