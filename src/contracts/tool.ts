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

/** One line for a program that stays open. The answer ends where both of its streams say `mark` as a line. */
export interface SessionJob {
  readonly line: string;
  /** A secret of this run: what the program works on cannot know it. */
  readonly mark: string;
  readonly wallMs: number;
}

/** What both streams said, marks included. Anything but `answered` ended the program. */
export interface SessionAnswer {
  readonly end: 'answered' | 'timed-out' | 'output-limit' | 'cancelled' | 'lost';
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that was started once, in its sandbox and under its limits, and answers one job after another. */
export interface ToolSession {
  readonly ask: (job: SessionJob) => Promise<SessionAnswer>;
  /** Ends the program's input and waits until it has left. */
  readonly close: () => Promise<void>;
}

/** Starts a program that stays open: `stdin` of the command is not used. Null where it cannot be started. */
export type OpenSession = (command: ToolCommand, signal?: AbortSignal) => Promise<ToolSession | null>;
