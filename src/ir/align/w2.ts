import type { PlanFinding } from '../../contracts/plan.ts';
import type { Expr } from '../../verilog/expr/ast.ts';
import { type Environment, ExprTypeError, selfType } from '../../verilog/expr/types.ts';
import { type AlignContext, type AlignRule, finding } from './context.ts';
import { everyExpr, readExpressions } from './expressions.ts';

const ORDERED: ReadonlySet<string> = new Set(['<', '<=', '>', '>=', '/', '%']);

/** W2: signedness is stated where it changes the result: order, division and arithmetic shift right. */
export const w2: AlignRule = (context) =>
  readExpressions(context).flatMap(({ expr, text, place }) =>
    everyExpr(expr).flatMap<PlanFinding>((node) => {
      const message = complaint(node, context);
      return message === null
        ? []
        : [finding(context, 'W2', { severity: 'warning', message: `"${text.slice(0, 80)}": ${message}`, place })];
    }),
  );

const complaint = (node: Expr, context: AlignContext): string | null => {
  if (node.kind !== 'binary') return null;
  const left = signOf(node.left, context.scope.env);
  const right = signOf(node.right, context.scope.env);
  if (left === null || right === null) return null;
  if (node.op === '>>>' && left === 'unsigned')
    return '">>>" of an unsigned value shifts in zeros; $signed or ashr says otherwise';
  const mixed = (left === 'signed' && right === 'unsigned') || (left === 'unsigned' && right === 'signed');
  return ORDERED.has(node.op) && mixed ? `"${node.op}" between a signed and an unsigned value is unsigned` : null;
};

// An unsized number takes the sign of the other side; it is no statement of its own.
const signOf = (expr: Expr, env: Environment): 'signed' | 'unsigned' | 'either' | null => {
  if (expr.kind === 'literal' && !expr.sized) return 'either';
  if (expr.kind === 'ref' && env(expr.name)?.kind === 'constant') return 'either';
  try {
    return selfType(expr, env).signed ? 'signed' : 'unsigned';
  } catch (cause) {
    // What has no type is reported under W1 or D1.
    if (cause instanceof ExprTypeError) return null;
    throw cause;
  }
};
