import type { ToolCommand, ToolLimits } from '../../contracts/tool.ts';
import type { OfficialFlow } from '../task.ts';

interface Place {
  readonly cwd: string;
  readonly inputs: readonly string[];
  readonly limits: ToolLimits;
}

/** File names inside a work folder; fixed, so that no name of a candidate reaches a command line. */
export const NAMES = { candidate: 'candidate.sv', image: 'image.vvp', config: 'ivl.conf' } as const;

/** The compile of each dataset's own script. VCS calls of RTLLM become Icarus with the same default time scale. */
export function driverCommand(
  flow: OfficialFlow,
  {
    sources,
    tops,
    place,
  }: { readonly sources: readonly string[]; readonly tops: readonly string[]; readonly place: Place },
): ToolCommand {
  const checks = flow === 'rtllm' ? [] : ['-Wall', '-Winfloop', '-Wno-timescale'];
  return {
    tool: 'iverilog',
    argv: ['iverilog', ...checks, '-g2012', ...tops.flatMap((top) => ['-s', top]), '-o', NAMES.image, ...sources],
    stdin: null,
    ...place,
  };
}

/** The compiler proper, on text that is already preprocessed. */
export const directCommand = (base: string, place: Place): ToolCommand => ({
  tool: 'iverilog',
  argv: [`${base}/ivl`, `-C${NAMES.config}`, `-C${base}/vvp.conf`, '--', NAMES.candidate],
  stdin: null,
  ...place,
});

/** The preprocessor over the files of a task. */
export const preprocessCommand = (
  sources: readonly string[],
  { output, place }: { readonly output: string; readonly place: Place },
): ToolCommand => ({
  tool: 'iverilog',
  argv: ['iverilog', '-g2012', '-E', '-o', output, ...sources],
  stdin: null,
  ...place,
});

/** The simulation. `none` turns dumping off without a change to the bench; `-n` makes `$stop` end the run. */
export const simulateCommand = (waves: 'vcd' | 'none', place: Place): ToolCommand => ({
  tool: 'iverilog',
  argv: ['vvp', '-n', NAMES.image, ...(waves === 'none' ? ['-none'] : [])],
  stdin: null,
  ...place,
});
