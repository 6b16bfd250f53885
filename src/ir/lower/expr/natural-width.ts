import { childrenOf, type Expr } from '../../../verilog/expr/ast.ts';
import type { Environment } from '../../../verilog/expr/types.ts';
import { selfType } from '../../../verilog/expr/types.ts';

/**
 * Width of an expression when a number without a written width counts only the bits it needs: `q + 1` is as wide as q.
 * Verilog calls it 32 bits wide, which is right for evaluation and useless for telling a true cut from a harmless one.
 */
export const naturalWidth = (expr: Expr, env: Environment): number => {
  switch (expr.kind) {
    case 'literal':
      return expr.sized ? expr.width : Math.max(1, expr.bits.replace(/^0+/, '').length);
    case 'ref': {
      const binding = env(expr.name);
      if (binding?.kind !== 'constant') return selfType(expr, env).width;
      return binding.value < 0n ? 1 : Math.max(1, binding.value.toString(2).length);
    }
    case 'unary':
      return ['+', '-', '~'].includes(expr.op) ? naturalWidth(expr.arg, env) : 1;
    case 'binary':
      return naturalBinary(expr, env);
    case 'conditional':
      return Math.max(naturalWidth(expr.yes, env), naturalWidth(expr.no, env));
    default:
      return selfType(expr, env).width;
  }
};

const naturalBinary = (expr: Extract<Expr, { kind: 'binary' }>, env: Environment): number => {
  switch (expr.op) {
    case '<<':
    case '>>':
    case '<<<':
    case '>>>':
    case '**':
    case '/':
      return naturalWidth(expr.left, env);
    case '%':
      return Math.min(naturalWidth(expr.left, env), naturalWidth(expr.right, env));
    case '+':
    case '-':
    case '*':
    case '&':
    case '^':
    case '~^':
    case '|':
      return Math.max(naturalWidth(expr.left, env), naturalWidth(expr.right, env));
    default:
      return 1;
  }
};

/** The widest natural width below an expression. */
export const widestNatural = (expr: Expr, env: Environment): number =>
  childrenOf(expr).reduce((widest, child) => Math.max(widest, widestNatural(child, env)), naturalWidth(expr, env));
