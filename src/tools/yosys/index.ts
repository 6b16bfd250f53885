import type { ToolPlugin } from '../plugin.ts';
import { parseAbcVersion, parseYosysVersion } from './parse.ts';

export * from './command.ts';
export { parseYosysDiagnostics, parseYosysStatistics, type YosysStatistics } from './parse.ts';

/** Yosys with its ABC: netlists for proofs, and synthesis facts. */
export const yosys: ToolPlugin = {
  id: 'yosys',
  title: 'Yosys and ABC',
  programs: [
    { name: 'yosys', versionArguments: ['-V'], readVersion: parseYosysVersion },
    { name: 'yosys-abc', versionArguments: ['-s', '-c', 'version'], readVersion: parseAbcVersion },
  ],
  capabilities: ['equivalence proofs', 'synthesis facts'],
  packages: { apt: 'yosys', brew: 'yosys' },
};
