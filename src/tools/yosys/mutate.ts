import { fail, type Outcome, ok } from '../../contracts/outcome.ts';
import { plainIdentifier } from '../../util/identifier.ts';
import { plainRelativePath } from '../../util/relative-path.ts';

/** A design whose netlist is to be mutated. Paths are relative to the work folder. */
export interface NetlistMutationJob {
  readonly sources: readonly string[];
  readonly top: string;
  readonly count: number;
  readonly seed: number;
  /** File for the list of mutations. */
  readonly list: string;
}

const SAVED = 'golden';

const prepare = (job: NetlistMutationJob): readonly string[] => [
  `read_verilog -sv ${job.sources.map(plainRelativePath).join(' ')}`,
  `hierarchy -check -top ${plainIdentifier(job.top)}`,
  'proc',
  'flatten',
  'opt_clean',
];

/** Script that lists mutations of the flat netlist, chosen by Yosys to cover cells, wires and source lines. */
export const mutationListScript = (job: NetlistMutationJob): readonly string[] => [
  ...prepare(job),
  `mutate -list ${Math.floor(job.count)} -seed ${Math.floor(job.seed)} -o ${plainRelativePath(job.list)}`,
];

// A cell may be named by an escaped identifier of the design: one with a `;` would be a command of its own.
const MUTATION = /^mutate(?: -[a-z]+(?: [\w$:./\\[\]<>=|][\w$:./\\[\]<>=|-]*)?)+$/;

/** Reads the list that {@link mutationListScript} wrote; a line that is no plain `mutate` command is an error. */
export function parseMutationList(text: string): Outcome<readonly string[], string> {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const strange = lines.find((line) => !MUTATION.test(line));
  return strange === undefined ? ok(lines) : fail(`not a plain mutation: ${strange.slice(0, 200)}`);
}

/** Script that writes one Verilog file for each mutation: `prefix0.v`, `prefix1.v`, …. */
export const mutantsScript = (
  job: NetlistMutationJob,
  { mutations, prefix }: { readonly mutations: readonly string[]; readonly prefix: string },
): readonly string[] => [
  ...prepare(job),
  `design -save ${SAVED}`,
  ...mutations.flatMap((mutation, index) => [
    `design -load ${SAVED}`,
    mutation,
    `write_verilog -noattr ${plainRelativePath(`${prefix}${index}.v`)}`,
  ]),
];

/** What a line of the list does, in words: mode, port and source place. */
export function describeMutation(line: string): { readonly description: string; readonly line: number | null } {
  const option = (name: string): string | null => new RegExp(` -${name} (\\S+)`).exec(line)?.[1] ?? null;
  const where = option('wire') ?? option('cell') ?? '';
  const place = / -src \S+?:(\d+)/.exec(line)?.[1];
  const bit = option('wirebit') ?? option('portbit') ?? '0';
  return {
    description: `${option('mode') ?? 'change'} at ${where}, port ${option('port') ?? '?'}, bit ${bit}`,
    line: place === undefined ? null : Number(place),
  };
}
