import type { VerifyOptions } from '../verify-request.ts';
import type { Define } from './registrar.ts';

/** Flags of `veriloom verify`. */
export const defineVerify: Define = (program, { act, withCommonOptions }) => {
  const command = program
    .command('verify')
    .description('Judge a design against a golden reference or a testbench, each verdict with its evidence')
    .argument('<candidate...>', 'files of the design under test')
    .option('--golden <file...>', 'files of the golden reference')
    .option('--testbench <file...>', 'files of a self-checking testbench')
    .option('--top <name>', 'top module of the candidate (default: the one that nothing instantiates)')
    .option('--golden-top <name>', 'top module of the golden reference')
    .option('--testbench-top <name>', 'top module of the testbench')
    .option('--map <pairs...>', 'candidate port = golden port, where names differ (data_i=data)')
    .option('--profile <id>', 'candidate (strict) or project (allows $display, $error, $finish)', 'candidate')
    .option('--budget-s <seconds>', 'time for simulation and proof together', '10')
    .option('--seed <n>', 'seed of the stimulus', '1')
    .option('--expect <status>', 'exit 0 when the status equals this one (pass, fail, unknown, timeout)')
    .option('--vcd <file>', 'write the waveform of a counterexample')
    .option('--svg <file>', 'draw the counterexample')
    .option('--synthesis', 'also tell cells, flip-flops, latches, LUTs and path length, with ratios to the golden')
    .option('--sandbox <mode>', 'auto, require or off')
    .option('--runs-dir <dir>', 'where the run is kept (default .runs)')
    .option('--no-run', 'keep no run folder')
    .addHelpText('before', 'Example: veriloom verify design.v --golden golden.v\n');
  withCommonOptions(command).action(async (candidate: string[], options: VerifyOptions) => {
    await act(async (io) => (await import('../verify.ts')).runVerify(candidate, options, io), options);
  });
};
