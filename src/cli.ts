#!/usr/bin/env node
import { Command, CommanderError, Option } from 'commander';
import { definitions } from './commands/define/index.ts';
import { EXIT, type ExitCode } from './commands/exit-codes.ts';
import type { CommandIo, CommandResult } from './commands/io.ts';
import { ToolchainError } from './contracts/error.ts';

/** Options that every command has. */
interface CommonOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

const EXIT_HELP = `
Exit codes:
  0   done, every required verdict is pass
  1   done, a verdict is fail or a threshold was missed
  2   wrong use, or unreadable input
  3   inconclusive: unknown, timeout, abstained
  4   environment: tool missing or crashed, model unreachable, disk
  70  a bug in veriloom
  130 interrupted`;

const abort = new AbortController();
let stoppedBy: ExitCode | null = null;

function stopOn(signal: 'SIGINT' | 'SIGTERM', code: ExitCode): void {
  process.on(signal, () => {
    // A second signal means that the user does not want to wait for a clean end.
    if (stoppedBy !== null) process.exit(code);
    stoppedBy = code;
    process.stderr.write('stopping; press Ctrl-C again to stop at once\n');
    abort.abort();
  });
}

async function makeIo(options: CommonOptions): Promise<CommandIo> {
  const { createIo } = await import('./commands/make-io.ts');
  return createIo({
    signal: abort.signal,
    verbosity: options.quiet ? 'quiet' : options.verbose ? 'verbose' : 'normal',
  });
}

function print(result: CommandResult, options: CommonOptions): void {
  const text = options.json ? JSON.stringify(result.document, null, 2) : result.human;
  if (text !== '') process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

async function reportError(error: unknown, json: boolean): Promise<ExitCode> {
  const { exitOfError } = await import('./commands/exit-codes.ts');
  const known = error instanceof ToolchainError;
  const message = error instanceof Error ? error.message : String(error);
  const hint = known ? error.hint : 'This is a bug in veriloom: please report it with the text above.';
  if (json) {
    const document = { schema: 'error@1', error: { kind: known ? error.kind : 'bug', message, hint } };
    process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  }
  process.stderr.write(
    known ? `error: ${message}\nhint: ${hint}\n` : `${error instanceof Error ? error.stack : message}\n${hint}\n`,
  );
  return known ? exitOfError(error.kind) : EXIT.bug;
}

/** Runs one command body and turns whatever comes of it into stdout, stderr and an exit code. */
async function act(body: (io: CommandIo) => Promise<CommandResult>, options: CommonOptions): Promise<void> {
  try {
    const result = await body(await makeIo(options));
    print(result, options);
    process.exitCode = stoppedBy ?? result.exitCode;
  } catch (error) {
    process.exitCode = stoppedBy ?? (await reportError(error, options.json === true));
  }
}

function withCommonOptions(command: Command): Command {
  return command
    .option('--json', 'print exactly one JSON document on stdout')
    .addOption(new Option('--quiet', 'no narration on stderr').conflicts('verbose'))
    .option('--verbose', 'print each external command so that it can be pasted into a shell')
    .addHelpText('after', EXIT_HELP);
}

function buildProgram(): Command {
  const program = new Command('veriloom')
    .description('Generated RTL with evidence: spec to Verilog, lint, simulation, equivalence, benchmarks.')
    .option('-V, --version', 'print the version')
    .exitOverride()
    .showHelpAfterError('(see --help)')
    .addHelpText('before', 'Example: veriloom generate spec.md -o design.v\n')
    .addHelpText('after', EXIT_HELP);
  for (const define of definitions) define(program, { act, withCommonOptions });
  program.action(async (options: { version?: boolean }) => {
    if (!options.version) program.help({ error: true });
    const { packageVersion } = await import('./commands/package-version.ts');
    process.stdout.write(`${packageVersion()}\n`);
  });
  return program;
}

stopOn('SIGINT', EXIT.interrupted);
stopOn('SIGTERM', EXIT.terminated);
// A reader that closes the pipe early (head, less) is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.done);
  throw error;
});

try {
  await buildProgram().parseAsync(process.argv);
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (process.argv.includes('--json') && process.exitCode !== EXIT.done) {
    const document = {
      schema: 'error@1',
      error: { kind: 'usage', message: error.message, hint: 'See veriloom --help.' },
    };
    process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  }
}
