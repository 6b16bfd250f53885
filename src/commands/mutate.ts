import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { makeMutants } from '../checks/testbench-audit-mutants.ts';
import type { Mutant } from '../mutate/source-mutants.ts';
import { environmentOf } from './check-environment.ts';
import { sandboxMode } from './doctor.ts';
import { EXIT } from './exit-codes.ts';
import type { CommandIo, CommandResult } from './io.ts';
import { wholeNumber } from './read-input.ts';
import { resolveSettings } from './settings.ts';
import { readDesign } from './sources.ts';

export interface MutateCommandOptions {
  /** Folder that gets one folder for each mutant. */
  readonly output?: string;
  readonly top?: string;
  readonly mutants: string;
  readonly netlistMutants: string;
  readonly seed: string;
  readonly sandbox?: string;
}

/** `veriloom mutate`: designs with one fault each, by edits of the source and by faults in the netlist. */
export async function runMutate(
  paths: readonly string[],
  options: MutateCommandOptions,
  io: CommandIo,
): Promise<CommandResult> {
  const design = await readDesign({ paths, top: options.top, flag: '--top' }, io);
  const settings = await resolveSettings({ sandbox: options.sandbox, runsDir: undefined }, io);
  const environment = environmentOf(await io.tools(sandboxMode(settings.sandbox.value)), io);
  const { mutants, netlistError } = await makeMutants(environment, {
    design,
    source: wholeNumber(options.mutants, { flag: '--mutants', least: 0 }),
    netlist: wholeNumber(options.netlistMutants, { flag: '--netlist-mutants', least: 0 }),
    seed: wholeNumber(options.seed, { flag: '--seed', least: 0 }),
  });
  if (options.output !== undefined) await writeMutants(resolve(io.cwd, options.output), mutants);
  const document = {
    schema: 'mutate@1',
    top: design.top,
    output: options.output ?? null,
    netlistError,
    mutants: mutants.map(({ files, ...mutant }) => (options.output === undefined ? { ...mutant, files } : mutant)),
  };
  return { document, human: [...mutants.map(lineOf), ...errorLines(netlistError)].join('\n'), exitCode: EXIT.done };
}

async function writeMutants(folder: string, mutants: readonly Mutant[]): Promise<void> {
  for (const mutant of mutants) {
    for (const file of mutant.files) {
      const path = join(folder, mutant.id, file.path);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, file.text);
    }
  }
}

const lineOf = ({ id, place, operator, description }: Mutant): string =>
  `${id}: ${place === null ? '' : `${place.path}:${place.line}: `}${operator}: ${description}`;

const errorLines = (error: string | null): readonly string[] =>
  error === null ? [] : [`no netlist mutants: ${error}`];
