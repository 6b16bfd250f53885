import { plainIdentifier } from '../../util/identifier.ts';
import { plainRelativePath } from '../../util/relative-path.ts';

/** A design to be synthesized for its facts. Paths are relative to the work folder. */
export interface SynthesisJob {
  readonly sources: readonly string[];
  readonly top: string;
  /** Begins the names of the files written. */
  readonly prefix: string;
}

/** Files that {@link synthesisScript} writes. */
export const synthesisFiles = ({ prefix }: Pick<SynthesisJob, 'prefix'>) => ({
  gates: `${prefix}-gates.json`,
  luts: `${prefix}-luts.json`,
  path: `${prefix}-path.txt`,
  drivers: `${prefix}-drivers.txt`,
  loops: `${prefix}-loops.txt`,
});

/**
 * Script that maps a design to gates with at most two inputs and multiplexers, then to 4-input LUTs, and writes
 * statistics of both, the longest path, and what `check` says. Drivers are checked on words, where names are still the
 * author's; loops on single bits, because a word that feeds its own other bits is no loop.
 */
export const synthesisScript = (job: SynthesisJob): readonly string[] => {
  const files = synthesisFiles(job);
  return [
    `read_verilog -sv ${job.sources.map(plainRelativePath).join(' ')}`,
    `hierarchy -check -top ${plainIdentifier(job.top)}`,
    'proc',
    'flatten',
    'opt_clean',
    `tee -q -o ${plainRelativePath(files.drivers)} check`,
    `synth -top ${plainIdentifier(job.top)} -run coarse:check -noabc`,
    `tee -q -o ${plainRelativePath(files.loops)} check`,
    'abc -g AND,OR,XOR,NAND,NOR,XNOR,MUX',
    'opt_clean',
    `tee -q -o ${plainRelativePath(files.gates)} stat -json`,
    `tee -q -o ${plainRelativePath(files.path)} ltp -noff`,
    'abc -lut 4',
    'opt_clean',
    `tee -q -o ${plainRelativePath(files.luts)} stat -json`,
  ];
};

/** Gates on the longest combinational path as `ltp` prints it; null where it prints none. */
export const parseLongestPath = (text: string): number | null => {
  const length = /^Longest topological path in .*\(length=(\d+)\)/m.exec(text)?.[1];
  return length === undefined ? null : Number(length);
};
