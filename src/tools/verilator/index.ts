import type { ToolPlugin } from '../plugin.ts';
import { parseVerilatorVersion } from './parse.ts';

export * from './command.ts';
export { parseVerilatorDiagnostics } from './parse.ts';

/** Verilator: lint, and fast two-state simulation of long runs. */
export const verilator: ToolPlugin = {
  id: 'verilator',
  title: 'Verilator',
  programs: [{ name: 'verilator_bin', versionArguments: ['--version'], readVersion: parseVerilatorVersion }],
  capabilities: ['lint', 'compile check (second opinion)', 'two-state simulation of long runs'],
  packages: { apt: 'verilator g++ make', brew: 'verilator' },
};
