import type { ExplainOptions } from '../explain.ts';
import type { Define } from './registrar.ts';

/** Flags of `veriloom explain`. */
export const defineExplain: Define = (program, { act, withCommonOptions }) => {
  const command = program
    .command('explain')
    .description('Show how each sentence of a spec was read, by which rule, and what stopped the engine')
    .argument('<spec>', 'specification file')
    .option('--top <name>', 'name of the module, where the spec gives none')
    .option('--html <file>', 'also write a self-contained HTML page')
    .addHelpText('before', 'Example: veriloom explain spec.md\n');
  withCommonOptions(command).action(async (spec: string, options: ExplainOptions) => {
    await act(async (io) => (await import('../explain.ts')).runExplain(spec, options, io), options);
  });
};
