import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { trouble } from '../../src/checks/check-environment.ts';
import type { Diagnostic } from '../../src/contracts/source.ts';
import type { RunTool, ToolCommand, ToolRun } from '../../src/contracts/tool.ts';
import { liveGroupCount } from '../../src/process/live-groups.ts';
import { createToolRunner } from '../../src/process/run-tool.ts';
import { examineTools } from '../../src/tools/doctor.ts';
import { icarusCompileCommand, parseIcarusDiagnostics } from '../../src/tools/iverilog/index.ts';
import { TOOLS } from '../../src/tools/registry.ts';
import { parseVerilatorDiagnostics, verilatorLintCommand } from '../../src/tools/verilator/index.ts';
import { netlistScript, parseYosysDiagnostics, yosysCommand } from '../../src/tools/yosys/index.ts';
import { describeWith, realEnvironment, runner, withWorkdir } from '../tools/real-tools.ts';

const GOOD =
  "module unit(input clk, input [3:0] a, output reg [3:0] q); always @(posedge clk) q <= a + 4'd1; endmodule\n";
const BROKEN = GOOD.replace('q <= a', 'q <= nothing_here(a)');
const constantLoop =
  'module unit(output [31:0] q); function integer f(input integer x); begin f = x; while (1) f = f + 1; end endfunction localparam P = f(1); assign q = P; endmodule\n';
const longChain = `module unit(input [63:0] a, output [63:0] q);
wire [63:0] w0 = a;
${Array.from({ length: 60_000 }, (_, i) => `wire [63:0] w${i + 1} = w${i} + w${i} * 64'd${i + 3};`).join('\n')}
assign q = w60000;
endmodule
`;

interface Contract {
  readonly command: (cwd: string, limits: Partial<ToolCommand['limits']>) => ToolCommand;
  readonly parse: (text: string) => readonly Diagnostic[];
  /** A text on which the tool does not end by itself. */
  readonly endless: string;
}

const SOURCE = 'unit.v';
const LIMITS = { memoryMiB: 8_192 };

/** Every tool family of the registry: adding one without a line here is a type error. */
const CONTRACTS: Readonly<Record<keyof typeof TOOLS, Contract>> = {
  iverilog: {
    command: (cwd, limits) =>
      icarusCompileCommand({
        cwd,
        sources: [SOURCE],
        tops: ['unit'],
        generation: '2012',
        warnings: 'all',
        output: 'unit.vvp',
        limits,
      }),
    parse: parseIcarusDiagnostics,
    endless: constantLoop,
  },
  verilator: {
    command: (cwd, limits) => verilatorLintCommand({ cwd, sources: [SOURCE], top: 'unit', warnings: 'all', limits }),
    parse: parseVerilatorDiagnostics,
    endless: longChain,
  },
  yosys: {
    command: (cwd, limits) =>
      yosysCommand({
        cwd,
        script: netlistScript([{ sources: [SOURCE], top: 'unit', output: 'unit.json' }]),
        log: 'quiet',
        limits,
      }),
    parse: parseYosysDiagnostics,
    endless: constantLoop,
  },
};

const processesIn = (folder: string): readonly string[] =>
  readdirSync('/proc').filter((id) => {
    if (!/^\d+$/.test(id)) return false;
    try {
      return readFileSync(`/proc/${id}/cmdline`, 'latin1').includes(folder);
    } catch {
      return false;
    }
  });

describe.each(Object.keys(CONTRACTS) as (keyof typeof CONTRACTS)[])('tool %s', (id) => {
  const contract = CONTRACTS[id];
  describeWith(
    TOOLS[id].programs.map((program) => program.name),
    'with its programs',
    () => {
      let runTool: RunTool;
      beforeAll(async () => {
        runTool = (await runner()).runTool;
      });
      const run = (
        text: string,
        limits: Partial<ToolCommand['limits']> = LIMITS,
      ): Promise<{ result: ToolRun; folder: string }> =>
        withWorkdir(async (folder) => {
          await writeFile(join(folder, SOURCE), text);
          return { result: await runTool(contract.command(folder, limits)), folder };
        });

      it('accepts a good design without an error', async () => {
        const { result } = await run(GOOD);
        expect(result).toMatchObject({ end: 'exited', exitCode: 0 });
        expect(contract.parse(result.stderr.text).filter((item) => item.severity === 'error')).toEqual([]);
      });

      it('rejects a broken design, and its diagnostics say so', async () => {
        const { result } = await run(BROKEN);
        expect(result.end).toBe('exited');
        expect(result.exitCode).not.toBe(0);
        const errors = contract
          .parse(`${result.stdout.text}\n${result.stderr.text}`)
          .filter((item) => item.severity === 'error');
        expect(errors.length).toBeGreaterThan(0);
        expect(errors.every((item) => item.reportedBy === id && item.message !== '')).toBe(true);
      });

      it('is a timeout on a design that never ends, and leaves no process', async () => {
        const { result, folder } = await run(contract.endless, { ...LIMITS, wallMs: 700 });
        expect(trouble(result)).toMatchObject({ status: 'timeout' });
        expect(result.durationMs).toBeLessThan(3_000);
        expect(processesIn(folder)).toEqual([]);
        expect(liveGroupCount()).toBe(0);
      });

      it('tells its version to doctor', async () => {
        const findings = await withWorkdir((cwd) => examineTools(runTool, cwd));
        const found = findings.find((finding) => finding.id === id);
        expect(found).toMatchObject({ status: 'found', hint: null });
        expect(found?.programs.every((program) => /^\d/.test(program.version ?? ''))).toBe(true);
      });
    },
  );

  it('is an error, not a verdict, where its program is absent, and doctor says what to install', async () => {
    const { runTool } = await createToolRunner({
      sandbox: 'off',
      host: { path: '/nonexistent', lang: 'C' },
      tmp: tmpdir(),
    });
    const { result, findings } = await withWorkdir(async (folder) => ({
      result: await runTool(contract.command(folder, {})),
      findings: await examineTools(runTool, folder),
    }));
    expect(result.end).toBe('not-found');
    expect(trouble(result)).toMatchObject({ status: 'error' });
    const finding = findings.find((one) => one.id === id);
    expect(finding?.status).toBe('missing');
    expect(finding?.hint).toMatch(/apt-get install .* or brew install /);
  });
});

it('the registry names each tool by its own id', () => {
  expect(Object.entries(TOOLS).map(([key, plugin]) => key === plugin.id)).not.toContain(false);
});

describeWith(['iverilog'], 'many checks at once', () => {
  it('do not disturb each other', async () => {
    const { runTool } = await realEnvironment();
    const command = CONTRACTS.iverilog.command;
    const runs = await Promise.all(
      Array.from({ length: 24 }, (_, index) =>
        withWorkdir(async (folder) => {
          await writeFile(join(folder, SOURCE), index % 2 === 0 ? GOOD : BROKEN);
          return (await runTool(command(folder, {}))).exitCode === 0;
        }),
      ),
    );
    expect(runs).toEqual(runs.map((_, index) => index % 2 === 0));
  });
});
