import type { RtlDesign } from '../../contracts/rtl.ts';
import { type EmitOptions, printModule } from './module.ts';

export type { EmitOptions } from './module.ts';

/**
 * Verilog text of a design, modules in the order given. Deterministic. Nothing is decided here: every width and sign
 * is in the design, and each expression is printed so that Verilog's own rules cannot change it.
 */
export const emitVerilog = (design: RtlDesign, options: EmitOptions = {}): string => {
  const modules = design.modules.map((module) => printModule(module, options)).join('\n\n');
  // Verilator wants one module a file named after it; a design of several in one file cannot have that.
  const waiver = design.modules.length > 1 ? '// verilator lint_off DECLFILENAME\n' : '';
  return `${waiver}${modules}\n`;
};
