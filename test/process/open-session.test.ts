import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ToolLimits, ToolSession } from '../../src/contracts/tool.ts';
import { liveGroupCount } from '../../src/process/live-groups.ts';
import type { ToolRunner } from '../../src/process/run-tool.ts';
import { runner, withWorkdir } from '../tools/real-tools.ts';

const LIMITS: ToolLimits = { wallMs: 5_000, outputBytes: 100_000, memoryMiB: 1_024, fileMiB: 1 };
const MARK = 'the-mark';
const ECHO = `while read -r line; do echo "$line"; echo ${MARK}; echo ${MARK} >&2; done`;
const EVAL = `while read -r line; do eval "$line"; echo ${MARK}; echo ${MARK} >&2; done`;

const isAlive = (word: string): boolean =>
  readdirSync('/proc').some((id) => {
    if (!/^\d+$/.test(id) || Number(id) === process.pid) return false;
    try {
      return readFileSync(`/proc/${id}/cmdline`, 'latin1').includes(word);
    } catch {
      return false;
    }
  });

describe.skipIf(process.platform !== 'linux').each(['auto', 'off'] as const)(
  'a session under sandbox %s',
  (sandbox) => {
    let tools: ToolRunner;
    beforeAll(async () => {
      tools = await runner(sandbox);
    });
    afterEach(() => {
      expect(liveGroupCount()).toBe(0);
    });

    const within = <T>(script: string, use: (session: ToolSession) => Promise<T>, signal?: AbortSignal): Promise<T> =>
      withWorkdir(async (cwd) => {
        const command = {
          tool: 'shell',
          argv: ['sh', '-c', script] as const,
          cwd,
          stdin: null,
          inputs: [],
          limits: LIMITS,
        };
        const session = await tools.openSession(command, signal);
        if (session === null) throw new Error('the session did not start');
        try {
          return await use(session);
        } finally {
          await session.close();
        }
      });
    const job = (line: string, wallMs = 3_000) => ({ line, mark: MARK, wallMs });

    it('answers one job after another from one process', async () => {
      await within(`echo() { printf '%s\\n' "$@"; }; ${EVAL}`, async (session) => {
        const first = await session.ask(job('echo $$'));
        const second = await session.ask(job('echo $$; echo warned >&2'));
        expect(first).toMatchObject({ end: 'answered', stderr: `${MARK}\n` });
        expect(second).toEqual({ ...first, stderr: `warned\n${MARK}\n` });
      });
    });

    it('kills what a job left running when its time is over, and answers lost from then on', async () => {
      const seconds = `4${process.pid}${Math.floor(performance.now())}`;
      await within(EVAL, async (session) => {
        expect(await session.ask(job(`setsid sleep ${seconds} & sleep ${seconds}`, 300))).toMatchObject({
          end: 'timed-out',
        });
        await sleep(50);
        expect(isAlive(seconds)).toBe(false);
        expect(await session.ask(job('true'))).toEqual({ end: 'lost', stdout: '', stderr: '' });
      });
    });

    it('ends a job that prints without end, and one whose program ends', async () => {
      await within(EVAL, async (session) => {
        expect((await session.ask(job('while :; do echo flood; done'))).end).toBe('output-limit');
      });
      await within(EVAL, async (session) => {
        expect((await session.ask(job('exit 0'))).end).toBe('lost');
      });
    });

    it('sets the caps of the command for every job', async () => {
      await within(EVAL, async (session) => {
        const { stdout } = await session.ask(job('ulimit -f; ulimit -v; ulimit -c'));
        expect(stdout).toBe(`2048\n${1_024 * 1_024}\n0\n${MARK}\n`);
      });
    });

    it('is cancelled by its signal', async () => {
      const abort = new AbortController();
      await within(
        ECHO,
        async (session) => {
          expect((await session.ask(job('one'))).stdout).toBe(`one\n${MARK}\n`);
          abort.abort();
          expect((await session.ask(job('two'))).end).toBe('cancelled');
        },
        abort.signal,
      );
    });

    it('is null for a program that is not installed', async () => {
      const command = {
        tool: 'none',
        argv: ['no-such-program-here'] as const,
        stdin: null,
        inputs: [],
        limits: LIMITS,
      };
      expect(await withWorkdir((cwd) => tools.openSession({ ...command, cwd }))).toBeNull();
    });
  },
);
