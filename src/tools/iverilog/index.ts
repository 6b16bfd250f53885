import type { ToolPlugin } from '../plugin.ts';
import { parseIcarusVersion } from './parse.ts';

export * from './command.ts';
export {
  type IcarusCore,
  icarusCoreCommand,
  icarusCoreConfiguration,
  icarusCoreOfImage,
  icarusCoreRunCommand,
  isExpanded,
  needsOnlyBasics,
} from './core.ts';
export { parseIcarusDiagnostics } from './parse.ts';
export { type IcarusImage, type ImagePort, type ImageScope, parseIcarusImage } from './parse-image.ts';

/** Icarus Verilog: four-state simulation, and the judge of what compiles. */
export const iverilog: ToolPlugin = {
  id: 'iverilog',
  title: 'Icarus Verilog',
  programs: [
    { name: 'iverilog', versionArguments: ['-V'], readVersion: parseIcarusVersion },
    { name: 'vvp', versionArguments: ['-V'], readVersion: parseIcarusVersion },
  ],
  capabilities: ['static gate', 'compile check', 'interface check', 'four-state simulation', 'foreign testbenches'],
  packages: { apt: 'iverilog', brew: 'icarus-verilog' },
};
