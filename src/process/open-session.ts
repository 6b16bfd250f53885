import { spawn } from 'node:child_process';
import type { SessionAnswer, SessionJob, ToolSession } from '../contracts/tool.ts';
import { forgetGroup, killGroup, rememberGroup } from './live-groups.ts';
import { killStragglers, stragglerMark } from './stragglers.ts';

/** One start of a program that stays open. */
export interface SessionStart {
  readonly line: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Characters of stdout and of stderr that one job may print, counted apart. */
  readonly outputBytes: number;
  readonly signal: AbortSignal | null;
}

/** How long a program may take to leave after its input has ended. */
const LEAVE_MS = 2_000;

/**
 * Starts a program that answers jobs line by line, in a process group of its own. A job that crosses a cap kills the
 * group, and every later job of this session is answered `lost`: the caller opens a new one. Null where nothing started.
 */
export const openSession = (start: SessionStart): ToolSession | null => {
  const [file, ...args] = start.line;
  const mark = stragglerMark();
  const child = spawn(file, args, {
    cwd: start.cwd,
    env: { ...start.env, ...mark.variables },
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  const groupId = child.pid;
  if (groupId === undefined) return null;
  rememberGroup(groupId);
  const state = { alive: true };
  const gone = new Promise<void>((resolve) => {
    child.once('close', () => {
      state.alive = false;
      forgetGroup(groupId);
      resolve();
    });
  });
  const kill = async (): Promise<void> => {
    state.alive = false;
    killGroup(groupId);
    child.stdout.destroy();
    child.stderr.destroy();
    await gone;
    await killStragglers(mark);
  };
  const streams = [child.stdout, child.stderr] as const;
  for (const stream of streams) stream.setEncoding('utf8');
  return {
    ask: async (job) => {
      if (!state.alive) return { end: 'lost', stdout: '', stderr: '' };
      const answer = await answerOf(job, { start, streams, gone, send: () => child.stdin.write(`${job.line}\n`) });
      if (answer.end !== 'answered') await kill();
      return answer;
    },
    close: async () => {
      child.stdin.end();
      const timer = setTimeout(() => void kill(), LEAVE_MS);
      await gone;
      clearTimeout(timer);
    },
  };
};

interface Channel {
  readonly start: SessionStart;
  readonly streams: readonly [NodeJS.ReadableStream, NodeJS.ReadableStream];
  readonly gone: Promise<void>;
  readonly send: () => void;
}

/** Sends one job and collects both streams until each has said the mark as its last line, or a cap is crossed. */
const answerOf = (job: SessionJob, { start, streams, gone, send }: Channel): Promise<SessionAnswer> =>
  new Promise((resolve) => {
    const texts = ['', ''];
    const last = `${job.mark}\n`;
    const listeners = streams.map((_, i) => (chunk: string) => {
      texts[i] += chunk;
      if ((texts[i] ?? '').length > start.outputBytes) settle('output-limit');
      else if (texts.every((text) => text.endsWith(last))) settle('answered');
    });
    const settle = (end: SessionAnswer['end']): void => {
      clearTimeout(timer);
      start.signal?.removeEventListener('abort', onAbort);
      for (const [i, stream] of streams.entries()) stream.removeListener('data', listeners[i] ?? (() => undefined));
      const [stdout = '', stderr = ''] = texts;
      resolve({ end, stdout, stderr });
    };
    const onAbort = (): void => settle('cancelled');
    const timer = setTimeout(() => settle('timed-out'), job.wallMs);
    start.signal?.addEventListener('abort', onAbort, { once: true });
    for (const [i, stream] of streams.entries()) stream.on('data', listeners[i] ?? (() => undefined));
    void gone.then(() => settle('lost'));
    if (start.signal?.aborted === true) onAbort();
    else send();
  });
