/** Face of the two-stage intermediate representation. */

export { type EmitOptions, emitVerilog } from '../verilog/emit/index.ts';
export { alignPlan } from './align/index.ts';
export { expandPlan, type Lowered, lowerPlan } from './lower/index.ts';
export { describePlan, printPlan } from './plan/print.ts';
export { printRtl } from './rtl/print.ts';
