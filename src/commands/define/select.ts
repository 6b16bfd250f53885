import type { SelectCommandOptions } from '../select.ts';
import type { Define } from './registrar.ts';

/** Flags of `veriloom select`. */
export const defineSelect: Define = (program, { act, withCommonOptions }) => {
  const command = program
    .command('select')
    .description('Pick the best of several candidates for a spec, by agreement among them and by the spec itself')
    .argument('<spec>', 'the specification')
    .argument('<candidates...>', 'Verilog files or recorded replies, or a folder of .v and .sv files')
    .option('--top <name>', 'module to build where the spec names several')
    .option('--seed <n>', 'seed of the stimulus', '1')
    .option('--cycles <n>', 'clock cycles of each stimulus', '600')
    .option('--no-rules', "choose among the candidates even where the rule engine's own design covers the spec")
    .option('--output <file>', 'write the chosen Verilog')
    .option('--sandbox <mode>', 'auto, require or off')
    .addHelpText('before', 'Example: veriloom select spec.md candidates/ --output best.v\n');
  withCommonOptions(command).action(async (spec: string, candidates: string[], options: SelectCommandOptions) => {
    await act(async (io) => (await import('../select.ts')).runSelect({ spec, candidates }, options, io), options);
  });
};
