import type { Command } from 'commander';
import type { CommandIo, CommandResult } from '../io.ts';

/** What `cli.ts` lends to the definition of a subcommand. */
export interface Registrar {
  /** Runs the body and turns its result or error into stdout, stderr and an exit code. */
  readonly act: (
    body: (io: CommandIo) => Promise<CommandResult>,
    options: { readonly json?: boolean; readonly quiet?: boolean; readonly verbose?: boolean },
  ) => Promise<void>;
  /** Adds `--json`, `--quiet`, `--verbose` and the table of exit codes. */
  readonly withCommonOptions: (command: Command) => Command;
}

/** One subcommand's flags. Definitions import no command body: start-up must stay quick. */
export type Define = (program: Command, registrar: Registrar) => void;
