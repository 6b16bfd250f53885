import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readDesign } from '../../src/checks/equivalence/read-designs.ts';
import type { ToolRun } from '../../src/contracts/tool.ts';
import { liveGroupCount } from '../../src/process/live-groups.ts';
import type { SandboxMode } from '../../src/process/sandbox-probe.ts';
import { verilatedRunCommand, verilatorBuildCommand } from '../../src/tools/verilator/index.ts';
import { describeWith, realEnvironment, runner, withWorkdir } from '../tools/real-tools.ts';

const outside = mkdtempSync(join(tmpdir(), 'veriloom-executing-'));
const trace = (name: string): string => join(outside, name);

/** Runs host code by every way that Verilator offers, and tries the network. */
const design = (port: number): string => `
module attack;
\`systemc_header
#include <stdlib.h>
static int at_program_start = system("touch ${trace('header')}");
\`verilog
  import "DPI-C" function int system(input string command);
  int status;
  initial begin
    $system("touch ${trace('system-task')}");
    $c("system(\\"touch ${trace('c-code')}\\");");
    status = system("touch ${trace('dpi')}");
    status = system("bash -c 'exec 3<>/dev/tcp/127.0.0.1/${port} && echo connected'");
    status = system("sleep 300 &");
    $display("RAN");
    $finish;
  end
endmodule
`;

describeWith(['verilator', 'g++', 'bash'], 'a design that runs host code, with the static gate left out', () => {
  const server = createServer((socket) => socket.end());
  let port = 0;

  beforeAll(async () => {
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  });
  afterAll(() => {
    server.close();
    rmSync(outside, { recursive: true, force: true });
  });

  const run = async (sandbox: SandboxMode): Promise<{ readonly run: ToolRun; readonly layer: string }> => {
    const { runTool, sandbox: layer } = await runner(sandbox);
    return withWorkdir(async (cwd) => {
      writeFileSync(join(cwd, 'attack.sv'), design(port));
      const job = { cwd, sources: ['attack.sv'], cppSources: [], top: 'attack', buildFolder: 'obj', jobs: 2 };
      const built = await runTool(verilatorBuildCommand(job));
      expect(built.exitCode, built.stderr.text).toBe(0);
      const limits = { wallMs: 5_000 };
      return { run: await runTool(verilatedRunCommand({ cwd, program: 'obj/Vattack', limits })), layer };
    });
  };

  it('touches no file outside, reaches no socket and leaves no process in the sandbox', async () => {
    const { run: inside, layer } = await run('auto');
    if (layer !== 'bubblewrap') return;
    expect(inside.stdout.text).toContain('RAN');
    expect(inside.stdout.text).not.toContain('connected');
    expect(readdirSync(outside)).toEqual([]);
    expect(liveGroupCount()).toBe(0);
  }, 90_000);

  it('does all of it without the sandbox: the attack works', async () => {
    const { run: inside } = await run('off');
    expect(inside.stdout.text).toContain('connected');
    expect(readdirSync(outside).sort()).toEqual(['c-code', 'dpi', 'header', 'system-task']);
    expect(liveGroupCount()).toBe(0);
  }, 90_000);
});

describeWith(['yosys'], 'a design that ends Yosys with success at elaboration', () => {
  it('has no netlist, and so no proof', async () => {
    const env = await realEnvironment();
    const text = `module early(output y); import "DPI-C" function integer exit(integer); localparam P = exit(0);
      assign y = P[0]; endmodule`;
    await withWorkdir(async (folder) => {
      const read = await readDesign(env, folder, { top: 'early', files: [{ path: 'early.sv', text }] });
      expect(read).toMatchObject({ ok: false, error: { status: 'unreadable' } });
      expect(existsSync(join(folder, 'read.json'))).toBe(false);
    });
  });
});
