import { execa } from 'execa';
import type { CapturedText, ToolRun } from '../contracts/tool.ts';
import { captureStream } from './capture.ts';
import { forgetGroup, killGroup, rememberGroup } from './live-groups.ts';
import { killStragglers, stragglerMark } from './stragglers.ts';

/** One start of a program: the whole command line, and what ends it early. */
export interface SupervisedStart {
  readonly line: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: string | null;
  readonly wallMs: number;
  readonly outputBytes: number;
  readonly signal: AbortSignal | null;
}

/** The part of a `ToolRun` that only the operating system knows. */
export type SupervisedEnd = Pick<ToolRun, 'end' | 'exitCode' | 'signal' | 'stdout' | 'stderr'>;

type Forced = 'timed-out' | 'cancelled' | 'output-limit';

/** After a program ends, how long a pipe may stay open in the hands of a child that left its group. */
const PIPE_GRACE_MS = 200;

/** Runs a program in a process group of its own and kills the whole group when a cap is crossed. */
export const supervise = async (start: SupervisedStart): Promise<SupervisedEnd> => {
  const [file, ...args] = start.line;
  const mark = stragglerMark();
  const child = execa(file, args, {
    cwd: start.cwd,
    env: { ...start.env, ...mark.variables },
    extendEnv: false,
    reject: false,
    buffer: false,
    detached: true,
    cleanup: false,
    ...(start.stdin === null ? { stdin: 'ignore' as const } : { input: start.stdin }),
  });
  const groupId = child.pid ?? null;
  const forced = forceable(groupId);
  const captures = [child.stdout, child.stderr].map((stream) =>
    captureStream(stream, start.outputBytes, () => forced.stop('output-limit')),
  );
  const stopWatching = watchForEnd(start, forced.stop);
  if (groupId !== null) rememberGroup(groupId);
  let escaped = false;
  child.once('exit', () => {
    // What the leader left behind in its group is not ours to keep running.
    if (groupId !== null) killGroup(groupId);
    void Promise.race([Promise.all(captures.map((capture) => capture.done)), wait(PIPE_GRACE_MS)]).then(() => {
      escaped = ![child.stdout, child.stderr].every((stream) => stream.closed);
      child.stdout.destroy();
      child.stderr.destroy();
    });
  });
  const result = await child;
  stopWatching();
  if (groupId !== null) forgetGroup(groupId);
  if (escaped || forced.why() !== null) await killStragglers(mark);
  const [stdout = NO_TEXT, stderr = NO_TEXT] = captures.map((capture) => capture.text());
  return {
    end: forced.why() ?? naturalEnd(result),
    exitCode: result.exitCode ?? null,
    signal: result.signal ?? null,
    stdout,
    stderr,
  };
};

const NO_TEXT: CapturedText = { text: '', bytes: 0, truncated: false };

const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });

/** The first reason to kill stands; the kill may be repeated. */
const forceable = (
  groupId: number | null,
): { readonly stop: (why: Forced) => void; readonly why: () => Forced | null } => {
  let reason: Forced | null = null;
  return {
    stop: (why) => {
      reason ??= why;
      if (groupId !== null) killGroup(groupId);
    },
    why: () => reason,
  };
};

const watchForEnd = ({ wallMs, signal }: SupervisedStart, stop: (why: Forced) => void): (() => void) => {
  const onAbort = (): void => stop('cancelled');
  const timer = setTimeout(() => stop('timed-out'), wallMs);
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted === true) onAbort();
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  };
};

const naturalEnd = (result: {
  readonly exitCode?: number | undefined;
  readonly signal?: string | undefined;
  readonly code?: string | undefined;
}): ToolRun['end'] => {
  if (result.exitCode !== undefined) return 'exited';
  return result.signal !== undefined ? 'signalled' : 'not-found';
};
