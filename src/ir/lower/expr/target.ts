import type { RtlTarget } from '../../../contracts/rtl.ts';
import type { Expr } from '../../../verilog/expr/ast.ts';
import { ExprTypeError } from '../../../verilog/expr/types.ts';
import { selfDetermined } from './elaborate.ts';
import type { Elaboration } from './elaboration.ts';
import { addressOf, dynamicOffset, placeOf } from './select.ts';

/** What an assignment to the expression writes; throws {@link ExprTypeError} where it names nothing writable. */
export const elaborateTarget = (expr: Expr, to: Elaboration): RtlTarget => {
  switch (expr.kind) {
    case 'ref': {
      const binding = to.env(expr.name);
      if (binding?.kind === 'signal') return { kind: 'net', name: expr.name, width: binding.width };
      throw new ExprTypeError(
        binding === undefined ? `"${expr.name}" is not declared` : `"${expr.name}" cannot be driven`,
      );
    }
    case 'index':
    case 'slice':
    case 'part':
      return selectedTarget(expr, to);
    case 'concat': {
      const parts = expr.parts.map((part) => elaborateTarget(part, to));
      return { kind: 'concat', parts, width: parts.reduce((sum, part) => sum + part.width, 0) };
    }
    default:
      throw new ExprTypeError('only names, selections and concatenations of them can be driven');
  }
};

const selectedTarget = (expr: Extract<Expr, { kind: 'index' | 'slice' | 'part' }>, to: Elaboration): RtlTarget => {
  if (expr.base.kind !== 'ref') throw new ExprTypeError('only a part of a name can be driven');
  const { name } = expr.base;
  const binding = to.env(name);
  if (binding?.kind === 'memory' && expr.kind === 'index') {
    return {
      kind: 'word',
      memory: name,
      address: addressOf(selfDetermined(expr.index, to), binding.depth),
      width: binding.width,
    };
  }
  if (binding?.kind !== 'signal') throw new ExprTypeError(`"${name}" is not declared`);
  const place = placeOf(expr, binding, to);
  if (place.kind === 'variable') {
    const at = dynamicOffset(place.index, binding, { to, self: selfDetermined });
    return { kind: 'part', name, at, width: place.width };
  }
  if (place.width === binding.width) return { kind: 'net', name, width: binding.width };
  return { kind: 'slice', name, lo: place.lo, width: place.width };
};
