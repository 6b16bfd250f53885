import type { RunTool, ToolLimits, ToolRun } from '../contracts/tool.ts';
import type { IcarusCore } from '../tools/iverilog/index.ts';

/** Everything a check takes from outside. Passed in, so that two runs never share anything by accident. */
export interface CheckEnvironment {
  readonly runTool: RunTool;
  /** Calls `use` with a fresh private folder and deletes it afterwards. */
  readonly withWorkdir: <T>(use: (folder: string) => Promise<T>) => Promise<T>;
  /** Milliseconds of a clock that never goes back; only differences are used. */
  readonly now: () => number;
  /** Stops the check: its verdict is then `error`, because nothing was learned. */
  readonly signal?: AbortSignal;
  /** Icarus' inner compiler (`findIcarusCore`), which halves the cost of a compilation; null or absent: the driver. */
  readonly icarus?: IcarusCore | null;
  /** Caps that differ from the tools' own. */
  readonly limits?: Partial<ToolLimits>;
}

/** A design as text; a `Candidate` is one. Hostile until screened. */
export interface DesignText {
  readonly top: string;
  readonly files: readonly DesignFile[];
}

export interface DesignFile {
  /** Path relative to the design's folder; `/` between folders. */
  readonly path: string;
  readonly text: string;
}

/** Why a run says nothing about the design, or null where it ended by itself and can be read. */
export const trouble = (run: ToolRun): { readonly status: 'timeout' | 'error'; readonly summary: string } | null => {
  const file = run.command.argv[0].split('/').at(-1) ?? 'sh';
  // A shell that runs one program after another is ours, not what the reader looks for.
  const program = file === 'sh' ? run.command.tool : file;
  const { wallMs, outputBytes, memoryMiB, fileMiB } = run.command.limits;
  if (run.end === 'timed-out') return { status: 'timeout', summary: `${program} did not finish within ${wallMs} ms.` };
  if (run.end === 'output-limit') {
    return { status: 'timeout', summary: `${program} printed more than ${outputBytes} bytes and was stopped.` };
  }
  if (run.end === 'not-found') return { status: 'error', summary: `${program} is not installed.` };
  if (run.end === 'cancelled') return { status: 'error', summary: `${program} was cancelled.` };
  if (run.signal === 'SIGXFSZ' || FILE_CAP.test(run.stderr.text)) {
    return { status: 'timeout', summary: `${program} wrote a file larger than ${fileMiB} MiB and was stopped.` };
  }
  if (MEMORY_CAP.test(run.stderr.text)) {
    return { status: 'timeout', summary: `${program} needed more than ${memoryMiB} MiB of memory and was stopped.` };
  }
  return run.end === 'signalled'
    ? { status: 'error', summary: `${program} crashed (${run.signal ?? 'unknown signal'}).` }
    : null;
};

// What C++ programs and the shell inside the iverilog driver print when a cap stops a part of them.
const FILE_CAP = /^File size limit exceeded/m;
const MEMORY_CAP = /std::bad_alloc|virtual memory exhausted|Cannot allocate memory|out of memory/;
