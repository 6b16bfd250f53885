import { type Command, Option } from 'commander';
import type { ContextCommandOptions } from '../context.ts';
import type { IndexBuildOptions } from '../index-build.ts';
import type { IndexVerifyOptions } from '../index-verify.ts';
import type { IndexOptions } from '../retrieval-index.ts';
import type { SearchCommandOptions } from '../search.ts';
import type { Define, Registrar } from './registrar.ts';

type Common = Parameters<Registrar['act']>[1];

const withEmbedder = (command: Command): Command =>
  command
    .option('--embedder <id>', 'hash, transformers:FOLDER-OR-NAME or openai:MODEL (default: that of the index)')
    .option('--allow-download', 'let an embedding model be fetched from its hub');

const withIndex = (command: Command): Command =>
  withEmbedder(
    command.option('--index <dir>', 'folder of the index (default: the repository’s own, then the library’s)'),
  );

const withQuestion = (command: Command): Command =>
  withIndex(command)
    .argument('[query]', 'words to look for')
    .option('--file <path>', 'with --line: what the code at this line needs')
    .option('--line <n>', 'line in --file, from 1')
    .option('--module <name>', 'what this module of the index needs')
    .option('--path <globs...>', 'only files whose path fits')
    .option('--not-path <globs...>', 'no file whose path fits')
    .option('--licence <ids...>', 'only files under these SPDX licences');

/** Flags of `veriloom index build|stats|verify`. */
export const defineIndex: Define = (program, { act, withCommonOptions }) => {
  const index = program.command('index').description('Index a repository of RTL for retrieval');
  const build = withEmbedder(index.command('build'))
    .description('index a folder; run again, only changed files cost')
    .argument('[repo]', 'folder to index')
    .option('-o, --out <dir>', 'folder of the index')
    .option('--exclude <globs...>', 'paths to leave out')
    .option('--chunk-lines <n>', 'lines that a body chunk aims at')
    .option('--default-licence <spdx>', 'licence of files that say nothing of it')
    .option('--max-file-mib <n>', 'largest file that is read')
    .option('--file-list <file>', 'enrich from Verilator’s elaboration of this .f, .core or EDAM file list')
    .option('--config <file>', 'JSON file with these options')
    .addHelpText('before', 'Example: veriloom index build rtl/\n');
  withCommonOptions(build).action(async (repo: string | undefined, options: IndexBuildOptions & Common) => {
    await act(async (io) => (await import('../index-build.ts')).runIndexBuild(repo, options, io), options);
  });
  const stats = withIndex(index.command('stats')).description('what an index holds');
  withCommonOptions(stats).action(async (options: IndexOptions & Common) => {
    await act(async (io) => (await import('../index-stats.ts')).runIndexStats(options, io), options);
  });
  const verify = withIndex(index.command('verify'))
    .description('whether an index is whole, and fresh against its repository')
    .option('--repo <dir>', 'folder that was indexed')
    .option('--exclude <globs...>', 'paths that were left out');
  withCommonOptions(verify).action(async (options: IndexVerifyOptions & Common) => {
    await act(async (io) => (await import('../index-verify.ts')).runIndexVerify(options, io), options);
  });
};

/** Flags of `veriloom search`. */
export const defineSearch: Define = (program, { act, withCommonOptions }) => {
  const command = withQuestion(program.command('search'))
    .description('Find modules, packages and macros of an indexed repository')
    .option('--limit <n>', 'number of hits', '10')
    .addHelpText('before', 'Example: veriloom search "round robin arbiter"\n');
  withCommonOptions(command).action(async (query: string | undefined, flags: SearchCommandOptions & Common) => {
    const options = query === undefined ? flags : { ...flags, query };
    await act(async (io) => (await import('../search.ts')).runSearch(options, io), options);
  });
};

/** Flags of `veriloom context`. */
export const defineContext: Define = (program, { act, withCommonOptions }) => {
  const command = withQuestion(program.command('context'))
    .description('Assemble what a model should see of a repository, within a token budget')
    .addOption(new Option('--budget <tokens>', 'tokens of all passages').default('4000'))
    .option('--code-budget <tokens>', 'tokens of code before the line, with --file', '2000')
    .addHelpText('before', 'Example: veriloom context --file rtl/top.v --line 120\n');
  withCommonOptions(command).action(async (query: string | undefined, flags: ContextCommandOptions & Common) => {
    const options = query === undefined ? flags : { ...flags, query };
    await act(async (io) => (await import('../context.ts')).runContext(options, io), options);
  });
};
