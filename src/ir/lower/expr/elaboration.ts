import type { RtlExpr } from '../../../contracts/rtl.ts';
import type { Expr } from '../../../verilog/expr/ast.ts';
import type { Environment } from '../../../verilog/expr/types.ts';

/** Where an expression is being elaborated: its names, and where to say what was made explicit. */
export interface Elaboration {
  readonly env: Environment;
  /** Code test of `state_is(NAME)`; null outside a state machine. */
  readonly stateIs: ((state: string) => RtlExpr) | null;
  /** An operand narrower than its context was extended. */
  readonly noteExtension: (expr: Expr, from: number, to: number) => void;
  /** An x in a literal was read as "any value" and became 0. */
  readonly noteUnknown: () => void;
}
