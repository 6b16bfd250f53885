import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ToolchainError } from '../../src/contracts/error.ts';
import type { ToolCommand, ToolLimits, ToolRun } from '../../src/contracts/tool.ts';
import { examineSandbox } from '../../src/process/examine-sandbox.ts';
import { liveGroupCount } from '../../src/process/live-groups.ts';
import { createToolRunner, type ToolRunner } from '../../src/process/run-tool.ts';
import { host, runner, withWorkdir } from '../tools/real-tools.ts';

const LIMITS: ToolLimits = { wallMs: 5_000, outputBytes: 100_000, memoryMiB: 1_024, fileMiB: 4 };

const command = (cwd: string, argv: ToolCommand['argv'], limits: Partial<ToolLimits> = {}): ToolCommand => ({
  tool: 'shell',
  argv,
  cwd,
  stdin: null,
  inputs: [],
  limits: { ...LIMITS, ...limits },
});

/** Whether a process whose arguments hold `mark` runs on this machine. */
const isAlive = (mark: string): boolean =>
  readdirSync('/proc').some((id) => {
    if (!/^\d+$/.test(id) || Number(id) === process.pid) return false;
    try {
      return readFileSync(`/proc/${id}/cmdline`, 'latin1').includes(mark);
    } catch {
      return false;
    }
  });

const uniqueSeconds = (): string => `3${String(process.pid).padStart(7, '0')}${Math.floor(performance.now() * 10)}`;

const onLinux = process.platform === 'linux';

describe.skipIf(!onLinux).each(['auto', 'off'] as const)('a tool under sandbox %s', (sandbox) => {
  let tools: ToolRunner;
  const run = (argv: ToolCommand['argv'], limits: Partial<ToolLimits> = {}): Promise<ToolRun> =>
    withWorkdir((cwd) => tools.runTool(command(cwd, argv, limits)));

  beforeAll(async () => {
    tools = await runner(sandbox);
  });

  it('gives output, status and duration of a program that ends by itself', async () => {
    const result = await run(['sh', '-c', 'echo out; echo err >&2; exit 3']);
    expect(result).toMatchObject({ end: 'exited', exitCode: 3, signal: null, sandbox: tools.sandbox });
    expect(result.stdout).toEqual({ text: 'out\n', bytes: 4, truncated: false });
    expect(result.stderr.text).toBe('err\n');
    expect(result.durationMs).toBeGreaterThan(0);
  });

  it('is not-found for a program that is not installed', async () => {
    expect(await run(['no-such-program-here'])).toMatchObject({ end: 'not-found', exitCode: null });
  });

  it('is not-found where the work folder is gone or the arguments are longer than the kernel takes', async () => {
    const gone = await withWorkdir(async (cwd) => cwd);
    expect((await tools.runTool(command(gone, ['true']))).end).toBe('not-found');
    expect((await run(['true', 'x'.repeat(4_000_000)])).end).toBe('not-found');
    expect(liveGroupCount()).toBe(0);
  });

  it('takes input that the program never reads', async () => {
    const unread = await withWorkdir((cwd) => tools.runTool({ ...command(cwd, ['true']), stdin: 'x'.repeat(500_000) }));
    expect(unread).toMatchObject({ end: 'exited', exitCode: 0 });
  });

  it('feeds standard input, and closes it where there is none', async () => {
    const fed = await withWorkdir((cwd) => tools.runTool({ ...command(cwd, ['cat']), stdin: 'abc' }));
    expect(fed.stdout.text).toBe('abc');
    expect((await run(['cat'])).end).toBe('exited');
  });

  it('passes arguments as they are, without a shell', async () => {
    expect((await run(['printf', '%s', '$(id) `id` ; "x"'])).stdout.text).toBe('$(id) `id` ; "x"');
  });

  it('names the signal of a program that was killed', async () => {
    expect(await run(['sh', '-c', 'kill -SEGV $$'])).toMatchObject({ end: 'signalled', signal: 'SIGSEGV' });
  });

  it('turns a hang into timed-out and leaves no process', async () => {
    const mark = uniqueSeconds();
    const result = await run(['sh', '-c', `sleep ${mark} & sleep ${mark}`], { wallMs: 300 });
    expect(result.end).toBe('timed-out');
    expect(result.durationMs).toBeLessThan(3_000);
    await sleep(50);
    expect(isAlive(mark)).toBe(false);
    expect(liveGroupCount()).toBe(0);
  });

  it('kills a child that left the process group, after a hang and after a quick end', async () => {
    const mark = uniqueSeconds();
    expect((await run(['sh', '-c', `setsid sleep ${mark} & sleep ${mark}`], { wallMs: 300 })).end).toBe('timed-out');
    const quick = await run(['sh', '-c', `setsid sleep ${mark} & exit 0`]);
    expect(quick).toMatchObject({ end: 'exited', exitCode: 0 });
    expect(quick.durationMs).toBeLessThan(3_000);
    await sleep(100);
    expect(isAlive(mark)).toBe(false);
  });

  it('is cancelled by an abort signal, before and during the run', async () => {
    const controller = new AbortController();
    const mark = uniqueSeconds();
    const pending = withWorkdir((cwd) => tools.runTool(command(cwd, ['sleep', mark]), controller.signal));
    setTimeout(() => controller.abort(), 150);
    expect((await pending).end).toBe('cancelled');
    await sleep(50);
    expect(isAlive(mark)).toBe(false);
    const after = await withWorkdir((cwd) => tools.runTool(command(cwd, ['true']), controller.signal));
    expect(after.end).toBe('cancelled');
  });

  it.each(['1', '2'])('stops endless output on stream %s at the cap', async (stream) => {
    const result = await run(['sh', '-c', `yes >&${stream}`]);
    expect(result.end).toBe('output-limit');
    const captured = stream === '1' ? result.stdout : result.stderr;
    expect(captured.truncated).toBe(true);
    expect(captured.text).toHaveLength(LIMITS.outputBytes);
  });

  it('stops a file that grows beyond the cap', async () => {
    const result = await withWorkdir(async (cwd) => {
      const ended = await tools.runTool(command(cwd, ['sh', '-c', 'exec cat /dev/zero > big']));
      return { ended, bytes: statSync(join(cwd, 'big')).size };
    });
    expect(result.ended).toMatchObject({ end: 'signalled', signal: 'SIGXFSZ' });
    expect(result.bytes).toBe(LIMITS.fileMiB * 1_048_576);
  });

  it('refuses memory beyond the cap', async () => {
    const program = 'const a = []; for (;;) a.push(Buffer.alloc(1 << 24, 1));';
    const result = await run([process.execPath, '-e', program], { memoryMiB: 1_024, wallMs: 10_000 });
    expect(result.end === 'exited' && result.exitCode === 0).toBe(false);
    expect(result.end).not.toBe('timed-out');
  });

  it('shows the tool five harmless variables and no key', async () => {
    process.env['OPENAI_API_KEY'] = 'sk-canary';
    try {
      const names = (await run(['env'])).stdout.text.split('\n').map((line) => line.split('=')[0]);
      const allowed = ['PATH', 'LANG', 'LC_ALL', 'HOME', 'TMPDIR', 'TMP', 'PWD', 'VERILOOM_RUN', ''];
      expect(names.filter((name) => !allowed.includes(name ?? ''))).toEqual([]);
      expect(names).toContain('PATH');
    } finally {
      delete process.env['OPENAI_API_KEY'];
    }
  });
});

describe.skipIf(!onLinux)('the bubblewrap sandbox', () => {
  let tools: ToolRunner;
  let outside = '';

  beforeAll(async () => {
    tools = await runner('auto');
    outside = mkdtempSync(join(tmpdir(), 'veriloom-outside-'));
    writeFileSync(join(outside, 'canary'), 'secret');
  });
  afterAll(() => rmSync(outside, { recursive: true, force: true }));

  const inSandbox = (title: string, body: () => Promise<void>): void => {
    it(title, async (context) => {
      if (tools.sandbox !== 'bubblewrap') context.skip(`bubblewrap does not work here (layer ${tools.sandbox})`);
      await body();
    });
  };

  inSandbox('hides files outside the work folder and the inputs', async () => {
    const canary = join(outside, 'canary');
    const hidden = await withWorkdir((cwd) => tools.runTool(command(cwd, ['cat', canary])));
    expect(hidden.exitCode).not.toBe(0);
    expect(hidden.stdout.text).toBe('');
    const input = await withWorkdir((cwd) => tools.runTool({ ...command(cwd, ['cat', canary]), inputs: [canary] }));
    expect(input.stdout.text).toBe('secret');
  });

  inSandbox('lets nothing be written but the work folder', async () => {
    const script = `touch ./mine && ! touch ${outside}/new && ! touch /usr/new && ! touch /new && ! touch ${outside}/canary`;
    const result = await withWorkdir(async (cwd) => {
      const ended = await tools.runTool({ ...command(cwd, ['sh', '-c', script]), inputs: [outside] });
      return { ended, mine: existsSync(join(cwd, 'mine')) };
    });
    expect(result.ended.exitCode, result.ended.stderr.text).toBe(0);
    expect(result.mine).toBe(true);
    expect(existsSync(join(outside, 'new'))).toBe(false);
  });

  inSandbox('has no network, not even the loopback of this machine', async () => {
    let connections = 0;
    const server = createServer(() => {
      connections += 1;
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const program = `require('net').connect(${port}, '127.0.0.1').on('connect', () => process.exit(0)).on('error', () => process.exit(9))`;
    const result = await withWorkdir((cwd) =>
      tools.runTool(command(cwd, [process.execPath, '-e', program], { memoryMiB: 16_384 })),
    );
    server.close();
    expect(result.exitCode).toBe(9);
    expect(connections).toBe(0);
  });

  inSandbox('sees no process of the machine', async () => {
    const result = await withWorkdir((cwd) => tools.runTool(command(cwd, ['sh', '-c', 'ls -d /proc/[0-9]* | wc -l'])));
    expect(Number(result.stdout.text)).toBeLessThan(8);
  });
});

describe.skipIf(!onLinux)('the unshare layer, where bubblewrap is missing', () => {
  const PROGRAMS = ['unshare', 'prlimit', 'true', 'sh', 'sleep', 'setsid', 'id'];

  it('runs tools without network and takes every child with it', async (context) => {
    await withWorkdir(async (folder) => {
      for (const name of PROGRAMS) symlinkSync(`/usr/bin/${name}`, join(folder, name));
      const tools = await createToolRunner({ sandbox: 'auto', host: { path: folder, lang: 'C' }, tmp: tmpdir() });
      if (tools.sandbox !== 'unshare') context.skip(`unshare does not work here (layer ${tools.sandbox})`);
      expect(tools.warning).toMatch(/file system is not shielded/);
      const done = await withWorkdir((cwd) => tools.runTool(command(cwd, ['sh', '-c', 'echo ok; exit 3'])));
      expect(done).toMatchObject({ end: 'exited', exitCode: 3, sandbox: 'unshare' });
      const mark = uniqueSeconds();
      const script = `setsid sleep ${mark} & sleep ${mark}`;
      const hung = await withWorkdir((cwd) => tools.runTool(command(cwd, ['sh', '-c', script], { wallMs: 300 })));
      expect(hung.end).toBe('timed-out');
      await sleep(100);
      expect(isAlive(mark)).toBe(false);
    });
  });

  it('is not enough where a sandbox is required', async () => {
    await withWorkdir(async (folder) => {
      for (const name of PROGRAMS) symlinkSync(`/usr/bin/${name}`, join(folder, name));
      const attempt = createToolRunner({ sandbox: 'require', host: { path: folder, lang: 'C' }, tmp: tmpdir() });
      await expect(attempt).rejects.toMatchObject({ kind: 'tool-missing' });
    });
  });
});

describe('choosing a sandbox', () => {
  it('require is an error of the environment where no sandbox works', async () => {
    const nowhere = { path: '/nonexistent', lang: 'C' };
    const attempt = createToolRunner({ sandbox: 'require', host: nowhere, tmp: tmpdir() });
    await expect(attempt).rejects.toBeInstanceOf(ToolchainError);
    await expect(attempt).rejects.toMatchObject({ kind: 'tool-missing' });
  });

  it('auto falls back to none with one warning that names the remedy', async () => {
    const tools = await createToolRunner({
      sandbox: 'auto',
      host: { path: '/nonexistent2', lang: 'C' },
      tmp: tmpdir(),
    });
    expect(tools.sandbox).toBe('none');
    expect(tools.warning).toMatch(/install bubblewrap/i);
  });

  it('off is none without a warning', async () => {
    expect(await runner('off')).toMatchObject({ sandbox: 'none', warning: null });
  });
});

describe('examining the sandbox', () => {
  const fakeHost = async (
    programs: Readonly<Record<string, string>>,
    use: (path: string) => Promise<void>,
  ): Promise<void> =>
    withWorkdir(async (folder) => {
      for (const [name, text] of Object.entries(programs)) writeFileSync(join(folder, name), text, { mode: 0o755 });
      await use(folder);
    });

  it('tells a missing bubblewrap from one that the machine refuses', async () => {
    await fakeHost({}, async (path) => {
      const finding = await examineSandbox({ host: { path, lang: 'C' }, tmp: tmpdir() });
      expect(finding).toMatchObject({ layer: 'none', bubblewrap: 'missing', limits: 'not-set' });
      expect(finding.hint).toMatch(/^Install bubblewrap/);
    });
    const failing = '#!/bin/sh\necho "bwrap: No permissions to create new namespace" >&2\nexit 1\n';
    await fakeHost({ bwrap: failing, true: '#!/bin/sh\nexit 0\n' }, async (path) => {
      const finding = await examineSandbox({ host: { path, lang: 'C' }, tmp: tmpdir() });
      expect(finding).toMatchObject({ layer: 'none', bubblewrap: 'refused' });
      expect(finding.hint).toMatch(/AppArmor/);
    });
  });

  it('asks for nothing where bubblewrap works', async (context) => {
    if ((await runner()).sandbox !== 'bubblewrap') context.skip('bubblewrap does not work here');
    expect(await examineSandbox({ host, tmp: tmpdir() })).toEqual({
      layer: 'bubblewrap',
      bubblewrap: 'works',
      limits: 'set',
      hint: null,
    });
  });
});
