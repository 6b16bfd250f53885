import type { PlanModule } from '../../../contracts/plan.ts';
import { parseExpr } from '../../../verilog/expr/parse.ts';
import type { Environment } from '../../../verilog/expr/types.ts';
import { ExprTypeError, evalConstant } from '../../../verilog/expr/types.ts';

/** Widths of a module's ports under the given parameter values, the defaults elsewhere; a width not constant is left out. */
export const portWidths = (module: PlanModule, overrides: ReadonlyMap<string, bigint>): ReadonlyMap<string, number> => {
  const values = new Map<string, bigint>();
  const env: Environment = (name) => {
    const value = values.get(name);
    return value === undefined ? undefined : { kind: 'constant', value, width: 32, signed: true };
  };
  for (const param of module.params ?? []) {
    const value = overrides.get(param.name) ?? constantOf(param.default, env);
    if (value !== null) values.set(param.name, value);
  }
  return new Map(
    module.ports.flatMap((port) => {
      const width = constantOf(port.type.width, env);
      return width === null ? [] : [[port.name, Number(width)] as const];
    }),
  );
};

const constantOf = (value: number | string, env: Environment): bigint | null => {
  if (typeof value === 'number') return BigInt(value);
  const parsed = parseExpr(value);
  if (!parsed.ok) return null;
  try {
    return evalConstant(parsed.value, env);
  } catch (cause) {
    // A width that is not constant is reported where the module itself is read.
    if (cause instanceof ExprTypeError) return null;
    throw cause;
  }
};
