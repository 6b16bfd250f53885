import type { ChildProcessByStdio } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
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

/**
 * Runs a program in a process group of its own and kills the whole group when a cap is crossed. Node's own `spawn`:
 * a start costs 1 ms of processor time less than through a library, and checks start thousands.
 */
export const supervise = async (start: SupervisedStart): Promise<SupervisedEnd> => {
  const mark = stragglerMark();
  const child = launch(start, mark.variables);
  const groupId = child?.pid;
  if (child === null || groupId === undefined) return NOT_STARTED;
  const forced = forceable(groupId);
  const captures = [child.stdout, child.stderr].map((stream) =>
    captureStream(stream, start.outputBytes, () => forced.stop('output-limit')),
  );
  const stopWatching = watchForEnd(start, forced.stop);
  rememberGroup(groupId);
  const left = await leaving(child);
  // What the leader left behind in its group is not ours to keep running.
  killGroup(groupId);
  const streamsClosed = Promise.all(captures.map((capture) => capture.done)).then(() => true);
  const escaped = !(await Promise.race([streamsClosed, wait(PIPE_GRACE_MS)]));
  child.stdout.destroy();
  child.stderr.destroy();
  stopWatching();
  forgetGroup(groupId);
  if (escaped || forced.why() !== null) await killStragglers(mark);
  const [stdout = NO_TEXT, stderr = NO_TEXT] = captures.map((capture) => capture.text());
  return { ...left, end: forced.why() ?? left.end, stdout, stderr };
};

const NO_TEXT: CapturedText = { text: '', bytes: 0, truncated: false };

/** A program without a process: no such file, no such folder, or arguments beyond what the kernel takes. */
const NOT_STARTED: SupervisedEnd = {
  end: 'not-found',
  exitCode: null,
  signal: null,
  stdout: NO_TEXT,
  stderr: NO_TEXT,
};

type Child = ChildProcessByStdio<Writable | null, Readable, Readable>;

const launch = (start: SupervisedStart, marks: Readonly<Record<string, string>>): Child | null => {
  const [file, ...args] = start.line;
  const options = { cwd: start.cwd, env: { ...start.env, ...marks }, detached: true };
  try {
    const child: Child =
      start.stdin === null
        ? spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
        : spawn(file, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] });
    // Reported once more as an event; what it means is read from the missing process id.
    child.on('error', () => undefined);
    // A program may end before it has read all that it was given.
    child.stdin?.on('error', () => undefined);
    if (start.stdin !== null) child.stdin?.end(start.stdin);
    return child;
  } catch {
    // E2BIG and its like are thrown at once.
    return null;
  }
};

/** How the leader of the group ended. */
const leaving = (child: Child): Promise<Pick<SupervisedEnd, 'end' | 'exitCode' | 'signal'>> =>
  new Promise((resolve) => {
    child.once('exit', (exitCode, signal) =>
      resolve({ end: signal === null ? 'exited' : 'signalled', exitCode, signal }),
    );
  });

const wait = (ms: number): Promise<false> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(false), ms).unref();
  });

/** The first reason to kill stands; the kill may be repeated. */
const forceable = (groupId: number): { readonly stop: (why: Forced) => void; readonly why: () => Forced | null } => {
  let reason: Forced | null = null;
  return {
    stop: (why) => {
      reason ??= why;
      killGroup(groupId);
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
