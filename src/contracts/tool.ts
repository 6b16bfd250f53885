export type ToolId = string;

/** Caps on one program run. All are hard: the whole process group dies when one is crossed. */
export interface ToolLimits {
  readonly wallMs: number;
  /** Bytes of stdout and of stderr each, counted apart. */
  readonly outputBytes: number;
  /** Address space of each process, in MiB. */
  readonly memoryMiB: number;
  /** Largest file a process may write, in MiB. */
  readonly fileMiB: number;
}

/** What to run, as data. Building one is pure, so it can be compared with a golden file. */
export interface ToolCommand {
  readonly tool: ToolId;
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  readonly stdin: string | null;
  /** Absolute paths outside `cwd` that the program reads; the sandbox binds them read-only. */
  readonly inputs: readonly string[];
  readonly limits: ToolLimits;
}

export interface CapturedText {
  readonly text: string;
  readonly bytes: number;
  readonly truncated: boolean;
}

export type SandboxLayer = 'bubblewrap' | 'unshare' | 'sandbox-exec' | 'none';

/** What happened. Same shape whether it went well or not; it never throws for the tool's own failure. */
export interface ToolRun {
  readonly command: ToolCommand;
  readonly end: 'exited' | 'signalled' | 'timed-out' | 'cancelled' | 'not-found' | 'output-limit';
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly durationMs: number;
  readonly stdout: CapturedText;
  readonly stderr: CapturedText;
  readonly sandbox: SandboxLayer;
}

/** Runs one command under its limits. The one way, everywhere, to start a program; `process/` provides it. */
export type RunTool = (command: ToolCommand, signal?: AbortSignal) => Promise<ToolRun>;
