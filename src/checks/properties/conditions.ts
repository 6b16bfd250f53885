import type { Outcome } from '../../contracts/outcome.ts';
import { fail, ok } from '../../contracts/outcome.ts';
import type { Expr } from '../../verilog/expr/ast.ts';
import { printExpr } from '../../verilog/expr/print.ts';
import type { PortFact } from '../ports.ts';

/** Sampled values of earlier cycles that conditions need, as Verilog, and how far back they reach. */
export interface History {
  readonly declarations: readonly string[];
  /** Statements at the clock's edge. */
  readonly updates: readonly string[];
  readonly cycles: number;
}

/** Turns conditions of assertions into plain Verilog over the design's ports and registers of the monitor. */
export class Conditions {
  readonly #ports: ReadonlyMap<string, PortFact>;
  readonly #prefix: string;
  readonly #declarations: string[] = [];
  readonly #updates: string[] = [];
  #cycles = 0;

  constructor(ports: readonly PortFact[], prefix: string) {
    this.#ports = new Map(ports.map((port) => [port.name, port]));
    this.#prefix = prefix;
  }

  /** Verilog of a condition; fails with the reason where it is outside the subset. */
  read(expr: Expr): Outcome<string, string> {
    try {
      return ok(printExpr(this.#plain(expr)));
    } catch (cause) {
      if (cause instanceof Beyond) return fail(cause.message);
      throw cause;
    }
  }

  history(): History {
    return { declarations: this.#declarations, updates: this.#updates, cycles: this.#cycles };
  }

  #plain(expr: Expr): Expr {
    const go = (one: Expr): Expr => this.#plain(one);
    switch (expr.kind) {
      case 'ref':
        if (!this.#ports.has(expr.name)) throw new Beyond(`${expr.name} is no port of the design`);
        return expr;
      case 'literal':
        if (/[xz]/.test(expr.bits)) throw new Beyond('it compares with x or z');
        return expr;
      case 'fill':
        return expr;
      case 'index':
        return { ...expr, base: go(expr.base), index: go(expr.index) };
      case 'slice':
        return { ...expr, base: go(expr.base) };
      case 'part':
        return { ...expr, base: go(expr.base), start: go(expr.start) };
      case 'concat':
        return { ...expr, parts: expr.parts.map(go) };
      case 'repeat':
        return { ...expr, value: go(expr.value) };
      case 'unary':
        return { ...expr, arg: go(expr.arg) };
      case 'binary':
        return { ...expr, op: TWO_STATE[expr.op] ?? expr.op, left: go(expr.left), right: go(expr.right) };
      case 'conditional':
        return { ...expr, cond: go(expr.cond), yes: go(expr.yes), no: go(expr.no) };
      case 'call':
        return this.#call(expr);
    }
  }

  #call({ name, args }: Extract<Expr, { readonly kind: 'call' }>): Expr {
    const [first, second] = args;
    if (first === undefined) throw new Beyond(`${name} has no argument`);
    const now = this.#plain(first);
    if (name === '$signed' || name === '$unsigned') return { kind: 'call', name, args: [now] };
    if (name === '$past') return this.#earlier(first, cyclesOf(second));
    if (args.length > 1) throw new Beyond(`${name} has an argument that is not read`);
    const [zero, one] = [bit('0'), bit('1')];
    if (name === '$onehot' || name === '$onehot0') {
      const rest = infix('==', infix('&', now, infix('-', now, one)), zero);
      return name === '$onehot0' ? rest : infix('&&', infix('!=', now, zero), rest);
    }
    if (!['$rose', '$fell', '$stable', '$changed'].includes(name)) throw new Beyond(`${name} is not in the subset`);
    const before = this.#earlier(first, 1);
    if (name === '$stable') return infix('==', now, before);
    if (name === '$changed') return infix('!=', now, before);
    if (this.#widthOf(first) !== 1) throw new Beyond(`${name} of more than one bit`);
    const not = (arg: Expr): Expr => ({ kind: 'unary', op: '!', arg });
    return name === '$rose' ? infix('&&', now, not(before)) : infix('&&', not(now), before);
  }

  /** A register that holds what an expression was so many cycles ago. */
  #earlier(expr: Expr, cycles: number): Expr {
    const width = this.#widthOf(expr);
    const isSigned = expr.kind === 'ref' && this.#ports.get(expr.name)?.signed === true;
    const base = `${this.#prefix}_past${this.#declarations.length}`;
    let source = printExpr(this.#plain(expr));
    for (let index = 1; index <= cycles; index += 1) {
      const name = `${base}_${index}`;
      this.#declarations.push(`reg ${isSigned ? 'signed ' : ''}[${width - 1}:0] ${name};`);
      this.#updates.push(`${name} <= ${source};`);
      source = name;
    }
    this.#cycles = Math.max(this.#cycles, cycles);
    return { kind: 'ref', name: source };
  }

  /** Bits of an expression by itself; only where they are plain to see, for in a comparison the width counts. */
  #widthOf(expr: Expr): number {
    switch (expr.kind) {
      case 'ref': {
        const port = this.#ports.get(expr.name);
        if (port === undefined) throw new Beyond(`${expr.name} is no port of the design`);
        return port.width;
      }
      case 'index':
        return 1;
      case 'slice':
        return Math.abs(constantOf(expr.msb) - constantOf(expr.lsb)) + 1;
      case 'concat':
        return expr.parts.reduce((sum, part) => sum + this.#widthOf(part), 0);
      case 'literal':
        return expr.width;
      case 'unary':
        return ['!', '&', '|', '^', '~&', '~|', '~^'].includes(expr.op) ? 1 : this.#widthOf(expr.arg);
      case 'binary':
        if (/^(?:[<>]=?|[!=]==?|&&|\|\|)$/.test(expr.op)) return 1;
        if (['&', '|', '^', '~^', '+', '-'].includes(expr.op))
          return Math.max(this.#widthOf(expr.left), this.#widthOf(expr.right));
        break;
      default:
    }
    throw new Beyond('a sampled value whose width is not plain');
  }
}

/** Why a condition is outside the subset. */
class Beyond extends Error {}

/** Furthest cycle that `$past` may look back. */
const MAX_PAST = 32;

function cyclesOf(arg: Expr | undefined): number {
  const cycles = arg === undefined ? 1 : constantOf(arg);
  if (cycles < 1 || cycles > MAX_PAST) throw new Beyond(`$past reaches back ${cycles} cycles`);
  return cycles;
}

function constantOf(expr: Expr): number {
  if (expr.kind === 'literal' && /^[01]+$/.test(expr.bits)) return Number(BigInt(`0b${expr.bits}`));
  throw new Beyond('a number is expected');
}

type BinaryOperator = Extract<Expr, { readonly kind: 'binary' }>['op'];

/** The monitor fails on x by itself, so that case equality is plain equality. */
const TWO_STATE: Readonly<Partial<Record<BinaryOperator, BinaryOperator>>> = { '===': '==', '!==': '!=' };

const bit = (value: '0' | '1'): Expr => ({
  kind: 'literal',
  bits: value,
  width: 1,
  sized: true,
  signed: false,
  base: 'b',
});
const infix = (op: BinaryOperator, left: Expr, right: Expr): Expr => ({ kind: 'binary', op, left, right });
