import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const source = join(root, 'src', 'process');
/** Runs a module text that may import TypeScript files. */
const NODE_ARGUMENTS = ['--import', 'tsx', '--input-type=module', '-e'];

/** A program that starts a sleeping tool and then ends, or waits, in some way. */
const parent = (sandbox: 'auto' | 'off', mark: string, ending: string): string => `
  import { createToolRunner } from '${source}/run-tool.ts';
  const host = { path: process.env.PATH, lang: 'C' };
  createToolRunner({ sandbox: '${sandbox}', host, tmp: '/tmp' }).then(({ runTool, sandbox }) => {
    void runTool({ tool: 't', argv: ['sleep', '${mark}'], cwd: '/tmp', stdin: null, inputs: [],
      limits: { wallMs: 60000, outputBytes: 1000, memoryMiB: 512, fileMiB: 1 } });
    setTimeout(() => { ${ending} }, 700);
  });`;

const isAlive = (mark: string): boolean =>
  readdirSync('/proc').some((id) => {
    if (!/^\d+$/.test(id)) return false;
    try {
      return (
        readFileSync(`/proc/${id}/cmdline`, 'latin1').startsWith(`sleep\0${mark}`) ||
        readFileSync(`/proc/${id}/cmdline`, 'latin1').includes(`/sleep\0${mark}`)
      );
    } catch {
      return false;
    }
  });

describe.skipIf(process.platform !== 'linux')('our own end', () => {
  it.each(['auto', 'off'] as const)('an orderly exit takes the running tool with it (sandbox %s)', async (sandbox) => {
    const mark = `4${process.pid}${sandbox.length}1`;
    execFileSync(process.execPath, [...NODE_ARGUMENTS, parent(sandbox, mark, 'process.exit(0)')], { cwd: root });
    await sleep(100);
    expect(isAlive(mark)).toBe(false);
  });

  it('kill -9 takes a sandboxed tool with it', async (context) => {
    const mark = `4${process.pid}992`;
    const child = spawn(process.execPath, [...NODE_ARGUMENTS, parent('auto', mark, 'console.log(sandbox)')], {
      cwd: root,
    });
    const layer = await new Promise((resolve) => child.stdout.once('data', resolve));
    if (!String(layer).includes('bubblewrap')) {
      child.kill('SIGTERM');
      context.skip('no sandbox can be had here, and only a sandbox dies with its starter');
    }
    if (!isAlive(mark)) context.skip('the tool did not start');
    child.kill('SIGKILL');
    await sleep(300);
    expect(isAlive(mark)).toBe(false);
  });

  it('an exit in the middle of a run deletes its work folder', () => {
    const program = `
      import { createWithWorkdir } from '${source}/workdir.ts';
      void createWithWorkdir('/tmp')(async (folder) => { console.log(folder); process.exit(0); });`;
    const folder = execFileSync(process.execPath, [...NODE_ARGUMENTS, program], { cwd: root, encoding: 'utf8' }).trim();
    expect(folder).toMatch(/^\/tmp\/veriloom-/);
    expect(existsSync(folder)).toBe(false);
  });
});
