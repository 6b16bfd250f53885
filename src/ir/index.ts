/** Face of the two-stage intermediate representation. */

export { type EmitOptions, emitVerilog } from '../verilog/emit/index.ts';
export { alignPlan } from './align/index.ts';
export { expandPlan, type Lowered, lowerPlan } from './lower/index.ts';
export { planJsonSchema } from './plan/json-schema.ts';
export { describePlan, printPlan } from './plan/print.ts';
export { printRtl } from './rtl/print.ts';
export { validateRtl } from './rtl/validate.ts';
