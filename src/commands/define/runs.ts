import type { RunsOptions } from '../runs.ts';
import type { Define } from './registrar.ts';

/** Flags of `veriloom runs list` and `veriloom runs show`. */
export const defineRuns: Define = (program, { act, withCommonOptions }) => {
  const runs = program.command('runs').description('Runs kept on disk');
  const list = runs.command('list').description('one line a run').option('--runs-dir <dir>', 'folder of runs');
  withCommonOptions(list).action(async (options: RunsOptions) => {
    await act(async (io) => (await import('../runs.ts')).runRunsList(options, io), options);
  });
  const show = runs
    .command('show')
    .description('manifest and events of one run')
    .argument('<id>', 'id, or the last part of one')
    .option('--runs-dir <dir>', 'folder of runs');
  withCommonOptions(show).action(async (id: string, options: RunsOptions) => {
    await act(async (io) => (await import('../runs.ts')).runRunsShow(id, options, io), options);
  });
};
