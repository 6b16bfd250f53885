import type { CompleteOptions } from '../complete.ts';
import type { RepairOptions } from '../repair.ts';
import { withModelFlags } from './model-flags.ts';
import type { Define, Registrar } from './registrar.ts';

type Common = Parameters<Registrar['act']>[1];

/** Flags of `veriloom repair`. */
export const defineRepair: Define = (program, { act, withCommonOptions }) => {
  const command = withModelFlags(
    program
      .command('repair')
      .description('mend a candidate: by rule first, then by a model that sees what the checks say')
      .argument('<candidate>', 'Verilog file, also a raw reply of a model')
      .requiredOption('--spec <file>', 'specification that it is to meet')
      .option('-o, --output <path>', 'write the repaired Verilog here')
      .option('--top <name>', 'name of the module, where the spec gives none')
      .option('--golden <file>', 'golden reference; the loop sees its outputs (recorded as visible)')
      .option('--testbench <file>', 'self-checking testbench; the loop sees its verdict')
      .option('--strategy <id>', 'repair (one line of descent) or tree', 'repair')
      .option('--rounds <n>', 'proposals of the model at most', '6')
      .option('--engine <id>', 'llm or hybrid', 'llm')
      .option('--seed <n>', 'seed of everything random', '1')
      .option('--budget-s <seconds>', 'time for one equivalence check', '10')
      .option('--sandbox <mode>', 'auto, require or off')
      .option('--runs-dir <dir>', 'where the run is kept (default .runs)')
      .option('--no-run', 'keep no run folder'),
  ).addHelpText('before', 'Example: veriloom repair broken.v --spec spec.md --golden golden.v -o mended.v\n');
  withCommonOptions(command).action(async (candidate: string, options: RepairOptions & Common) => {
    await act(async (io) => (await import('../repair.ts')).runRepair(candidate, options, io), options);
  });
};

/** Flags of `veriloom complete`. */
export const defineComplete: Define = (program, { act, withCommonOptions }) => {
  const command = withModelFlags(
    program
      .command('complete')
      .description('the next line of a file, or the region from there, with the repository as context')
      .requiredOption('--file <path>', 'file to complete')
      .requiredOption('--line <n>', 'line to write; what follows it is not looked at')
      .option('--lines <n>', 'lines wanted', '1')
      .option('--index <dir>', 'retrieval index of the repository')
      .option('--embedder <id>', 'embedder of the index')
      .option('--context-tokens <n>', 'tokens of retrieved code', '3000')
      .option('--seed <n>', 'seed of the model', '1'),
  ).addHelpText('before', 'Example: veriloom complete --file rtl/uart.v --line 42 --model m --base-url URL\n');
  withCommonOptions(command).action(async (options: CompleteOptions & Common) => {
    await act(async (io) => (await import('../complete.ts')).runComplete(options, io), options);
  });
};
