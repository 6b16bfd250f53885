import type {
  DesignPlan,
  PlanDomain,
  PlanFinding,
  PlanModule,
  PlanRuleId,
  PlanSource,
  PlanType,
} from '../../contracts/plan.ts';
import type { RtlExpr, RtlTarget } from '../../contracts/rtl.ts';
import type { Expr } from '../../verilog/expr/ast.ts';
import { parseExpr } from '../../verilog/expr/parse.ts';
import type { Binding, Environment } from '../../verilog/expr/types.ts';
import { ExprTypeError, evalConstant, MAX_WIDTH, selfType } from '../../verilog/expr/types.ts';
import { constant, trunc, truth } from '../rtl/build.ts';
import { elaborate, selfDetermined } from './expr/elaborate.ts';
import type { Elaboration } from './expr/elaboration.ts';
import { naturalWidth, widestNatural } from './expr/natural-width.ts';
import { elaborateTarget } from './expr/target.ts';

/** Where in a module lowering stands: a word for findings, and the place in the spec. */
export interface Place {
  readonly node: string;
  readonly src: PlanSource | null;
}

/** Names and findings of one module while it is checked or lowered. Grows as declarations are met. */
export class Scope {
  readonly plan: DesignPlan;
  readonly module: PlanModule;
  readonly findings: PlanFinding[] = [];
  readonly #bindings = new Map<string, Binding>();
  readonly #taken = new Set<string>();

  constructor(plan: DesignPlan, module: PlanModule) {
    this.plan = plan;
    this.module = module;
  }

  readonly env: Environment = (name) => this.#bindings.get(name);

  /** Declares a name; a second declaration is a D1 error. */
  declare(name: string, binding: Binding, place: Place): void {
    if (this.#bindings.has(name)) this.report('D1', 'error', { message: `"${name}" is declared twice`, place });
    this.#bindings.set(name, binding);
    this.#taken.add(name);
  }

  /** Keeps a name (an instance, a state) from being used for a generated net. */
  reserve(name: string): void {
    this.#taken.add(name);
  }

  /** A name near `wish` that nothing in the module has. */
  fresh(wish: string): string {
    let name = wish;
    for (let n = 1; this.#taken.has(name); n += 1) name = `${wish}_${n}`;
    this.#taken.add(name);
    return name;
  }

  report(
    rule: PlanRuleId,
    severity: PlanFinding['severity'],
    { message, place }: { readonly message: string; readonly place: Place },
  ): void {
    this.findings.push({ rule, severity, message, module: this.module.name, node: place.node, src: place.src });
  }

  domain(name: string, place: Place): PlanDomain | null {
    const domain = this.module.domains?.find((d) => d.name === name);
    if (domain === undefined) this.report('C1', 'error', { message: `clock domain "${name}" is not declared`, place });
    return domain ?? null;
  }
}

/** Choices of {@link readExpr}. */
export interface ReadOptions {
  readonly place: Place;
  /** Inside a state machine: code test of a state. */
  readonly stateIs?: (state: string) => RtlExpr;
}

/** Parses an expression; a text that is none is a W1 error and reads as null. */
export const parseIn = (scope: Scope, text: string, place: Place): Expr | null => {
  const parsed = parseExpr(text);
  if (parsed.ok) return parsed.value;
  const message = `"${text.slice(0, 80)}" is not an expression: ${parsed.error.message}`;
  scope.report('W1', 'error', { message, place });
  return null;
};

/**
 * The expression at exactly `width` bits; extensions and cuts that the text only implies become nodes and are
 * reported under W1. An expression that cannot be read is reported and gives 0.
 */
export const readExpr = (scope: Scope, text: string, width: number, options: ReadOptions): RtlExpr =>
  attempt(scope, text, options, (expr, to) => {
    const self = selfType(expr, scope.env);
    const natural = naturalWidth(expr, scope.env);
    if (natural > width) {
      const message = `"${text.slice(0, 80)}" has ${natural} bits and is cut to ${width}`;
      scope.report('W1', 'warning', { message, place: options.place });
    }
    return trunc(elaborate(expr, { width: Math.max(width, self.width), signed: self.signed }, to), width);
  }) ?? constant(0, width);

/** The expression at its own width. */
export const readSelf = (scope: Scope, text: string, options: ReadOptions): RtlExpr =>
  attempt(scope, text, options, selfDetermined) ?? constant(0, 1);

/** One bit: whether the expression is true (not zero). */
export const readCondition = (scope: Scope, text: string, options: ReadOptions): RtlExpr =>
  attempt(scope, text, options, (expr, to) => truth(selfDetermined(expr, to))) ?? constant(0, 1);

/** What an assignment to this text writes, or null (reported) where nothing can be written. */
export const readTarget = (scope: Scope, text: string, place: Place): RtlTarget | null =>
  attempt(scope, text, { place }, elaborateTarget);

/** Value of a constant text or number at `width` bits; reported and 0 where it does not fit or is not constant. */
export const readConstant = (
  scope: Scope,
  value: number | string,
  { width, place }: { readonly width: number; readonly place: Place },
): bigint => {
  const exact =
    typeof value === 'number'
      ? BigInt(value)
      : attempt(scope, value, { place }, (expr) => evalConstant(expr, scope.env));
  if (exact === null) return 0n;
  if (BigInt.asUintN(width, exact) !== exact && BigInt.asIntN(width, exact) !== exact) {
    scope.report('W1', 'error', { message: `${value} does not fit in ${width} bits`, place });
  }
  return BigInt.asUintN(width, exact);
};

/** Width and declared bounds of a type; a width that is no constant of 1 to 65536 is a W1 error and reads as 1. */
export const readType = (scope: Scope, type: PlanType, place: Place): Extract<Binding, { kind: 'signal' }> => {
  const width = readSize(scope, type.width, place);
  const signed = type.signed ?? false;
  if (type.range === undefined) return { kind: 'signal', width, signed, msb: width - 1, lsb: 0 };
  const [msb, lsb] = type.range.map((bound) => readInteger(scope, bound, place));
  if (msb === undefined || lsb === undefined || Math.abs(msb - lsb) + 1 !== width) {
    scope.report('W1', 'error', { message: `range [${type.range.join(':')}] does not hold ${width} bits`, place });
    return { kind: 'signal', width, signed, msb: width - 1, lsb: 0 };
  }
  return { kind: 'signal', width, signed, msb, lsb };
};

/** A size (width, depth): a constant from 1 to 65536. */
export const readSize = (scope: Scope, size: number | string, place: Place): number => {
  const value = readInteger(scope, size, place);
  if (value !== undefined && value >= 1 && value <= MAX_WIDTH) return value;
  scope.report('W1', 'error', { message: `"${size}" is not a size from 1 to ${MAX_WIDTH}`, place });
  return 1;
};

const readInteger = (scope: Scope, value: number | string, place: Place): number | undefined => {
  if (typeof value === 'number') return value;
  const exact = attempt(scope, value, { place }, (expr) => evalConstant(expr, scope.env));
  return exact === null ? undefined : Number(exact);
};

const attempt = <T>(
  scope: Scope,
  text: string,
  options: ReadOptions,
  read: (expr: Expr, to: Elaboration) => T,
): T | null => {
  const expr = parseIn(scope, text, options.place);
  if (expr === null) return null;
  try {
    return read(expr, elaborationOf(scope, { text, expr }, options));
  } catch (cause) {
    if (!(cause instanceof ExprTypeError)) throw cause;
    const rule = /is not declared/.test(cause.message) ? 'D1' : 'W1';
    scope.report(rule, 'error', { message: `"${text.slice(0, 80)}": ${cause.message}`, place: options.place });
    return null;
  }
};

const elaborationOf = (
  scope: Scope,
  { text, expr: whole }: { readonly text: string; readonly expr: Expr },
  { place, stateIs }: ReadOptions,
): Elaboration => ({
  env: scope.env,
  stateIs: stateIs ?? null,
  noteExtension: (expr, from, to) => {
    // Up to the 32 bits of a bare number is what Verilog does, not what anybody meant.
    if (expr.kind !== 'ref' || from >= to || (to === 32 && widestNatural(whole, scope.env) < 32)) return;
    const message = `"${text.slice(0, 80)}": "${expr.name}" of ${from} bits is extended to ${to}`;
    scope.report('W1', 'note', { message, place });
  },
  noteUnknown: () =>
    scope.report('W1', 'note', { message: `"${text.slice(0, 80)}": x is any value and became 0`, place }),
});
