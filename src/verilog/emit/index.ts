import type { RtlDesign } from '../../contracts/rtl.ts';
import { type EmitOptions, printModule } from './module.ts';

export type { EmitOptions } from './module.ts';

/**
 * Verilog text of a design, modules in the order given. Deterministic. Nothing is decided here: every width and sign
 * is in the design, and each expression is printed so that Verilog's own rules cannot change it.
 */
export const emitVerilog = (design: RtlDesign, options: EmitOptions = {}): string => {
  const modules = design.modules.map((module) => printModule(module, options)).join('\n\n');
  return `${waivers(design)
    .map((code) => `// verilator lint_off ${code}\n`)
    .join('')}${modules}\n`;
};

// What the spec forces and Verilator's -Wall still names: several modules in one file, and ranges such as [0:7].
const waivers = (design: RtlDesign): readonly string[] => {
  const ascending = design.modules.some((module) =>
    [...module.ports, ...module.items.filter((item) => item.item === 'decl')].some(
      ({ range }) => range !== null && range.msb < range.lsb,
    ),
  );
  return [...(design.modules.length > 1 ? ['DECLFILENAME'] : []), ...(ascending ? ['LITENDIAN'] : [])];
};
