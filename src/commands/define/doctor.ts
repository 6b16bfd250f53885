import type { DoctorOptions } from '../doctor.ts';
import type { Define } from './registrar.ts';

/** Flags of `veriloom doctor`. */
export const defineDoctor: Define = (program, { act, withCommonOptions }) => {
  const command = program
    .command('doctor')
    .description('Which programs, optional packages and settings are there, and how to get what is missing')
    .option('--sandbox <mode>', 'auto, require or off')
    .option('--model <id>', 'also test this model')
    .option('--base-url <url>', 'endpoint of the model')
    .addHelpText('before', 'Example: veriloom doctor --json\n');
  withCommonOptions(command).action(async (options: DoctorOptions) => {
    await act(async (io) => (await import('../doctor.ts')).runDoctor(options, io), options);
  });
};
