import type { OpenSession, RunTool, SandboxLayer } from '../contracts/tool.ts';
import type { ExitCode } from './exit-codes.ts';

export type SandboxMode = 'auto' | 'require' | 'off';

/** The way to start programs, and fresh private folders for them to work in. */
export interface ToolAccess {
  readonly runTool: RunTool;
  /** Programs that stay open; absent where every program is to be started anew. */
  readonly openSession?: OpenSession;
  readonly sandbox: SandboxLayer;
  /** Calls `use` with a new folder of mode 0700 and deletes it afterwards, whatever happened. */
  readonly withWorkdir: <T>(use: (folder: string) => Promise<T>) => Promise<T>;
}

/** Everything a command takes from the outside world. Built once in `cli.ts`; tests build their own. */
export interface CommandIo {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Narration, one line at a time; goes to stderr, silent under `--quiet`. */
  readonly say: (line: string) => void;
  /** Whether stdout may carry colour: a terminal, and NO_COLOR is not set. */
  readonly colour: boolean;
  /** Whether stderr is a terminal: decides between a progress line that is rewritten and one line a step. */
  readonly interactive: boolean;
  /** Aborted on SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
  /** The way to start programs, with the sandbox probed; made on first use because probing costs a process. */
  readonly tools: (mode?: SandboxMode) => Promise<ToolAccess>;
}

/** What a command hands back: `--json` prints `document`, otherwise `human` is printed; both go to stdout. */
export interface CommandResult {
  readonly document: ({ readonly schema: string } & Readonly<Record<string, unknown>>) | { readonly schema: string };
  readonly human: string;
  readonly exitCode: ExitCode;
}
