import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CheckEnvironment, DesignText } from '../../src/checks/check-environment.ts';
import { combine, statusOfSamples, worstStatus } from '../../src/checks/combine.ts';
import { checkCompile } from '../../src/checks/compile.ts';
import { checkInterface, expectedOfSpec } from '../../src/checks/interface.ts';
import { checkLint } from '../../src/checks/lint.ts';
import { portsOfImage } from '../../src/checks/ports.ts';
import { screenDesign } from '../../src/checks/screen/index.ts';
import { asCandidate } from '../../src/checks/simulate/as-candidate.ts';
import { checkInBench } from '../../src/checks/simulate/in-bench.ts';
import { prepareBench } from '../../src/checks/simulate/index.ts';
import type { RunTool, ToolRun } from '../../src/contracts/tool.ts';
import type { VerdictStatus } from '../../src/contracts/verdict.ts';
import { describeWith, realEnvironment, withWorkdir } from '../tools/real-tools.ts';
import { ACCUMULATOR_PORTS, accumulator, accumulatorBench, RIGHT, withBody } from './accumulator-bench.ts';

const ALL: readonly VerdictStatus[] = ['error', 'fail', 'timeout', 'unknown', 'skipped', 'pass'];

describe('statuses taken together', () => {
  it('are unknown where there is none', () => {
    expect(combine([])).toBe('unknown');
  });

  it('are the worst of them, whatever the order', () => {
    for (const [index, worse] of ALL.entries()) {
      for (const better of ALL.slice(index)) {
        expect(worstStatus([worse, better])).toBe(worse);
        expect(worstStatus([better, worse])).toBe(worse);
      }
    }
  });

  it.each([
    [100, 0, 100, 'pass'],
    [101, 0, 100, 'pass'],
    [99, 0, 100, 'unknown'],
    [0, 0, 0, 'unknown'],
    [0, 0, 100, 'unknown'],
    [100, 0, null, 'unknown'],
    [1, 1, 100, 'fail'],
    [100, 1, null, 'fail'],
  ] as const)('%d compared, %d mismatched, %s expected is %s', (compared, mismatched, expected, status) => {
    expect(statusOfSamples({ compared, mismatched, expected })).toBe(status);
  });
});

const single = (text: string, top = 'accumulator'): DesignText => ({ top, files: [{ path: 'design.v', text }] });

describeWith(['iverilog', 'vvp'], 'the static gate', () => {
  let environment: CheckEnvironment;
  beforeAll(async () => {
    environment = await realEnvironment();
  });
  const screen = (text: string, profile: 'candidate' | 'project' = 'candidate') =>
    screenDesign(environment, { design: single(text), profile });

  const HARMLESS: readonly (readonly [string, string])[] = [
    ['a plain design', RIGHT],
    ['words of attacks in comments', `// $finish; tb.good1 \`include "x"\n/* $system("x") */ ${RIGHT}`],
    [
      'words of attacks in strings',
      withBody('reg [8*7:1] name = "$finish"; assign total = name[8:1]; assign odd = 0;'),
    ],
    ['escaped names', withBody('wire \\$finish = clk; assign total = 0; assign odd = \\$finish ;')],
    [
      'structure members',
      withBody(
        'typedef struct packed { logic [3:0] lo; logic [3:0] hi; } pair; pair p; assign p.lo = step; assign p.hi = 0; assign total = p; assign odd = p.lo[0];',
      ),
    ],
    [
      'names into an own instance',
      `module inner(input a, output b); wire c = ~a; assign b = c; endmodule\n${withBody('wire x; inner u(.a(clk), .b(x)); assign total = 0; assign odd = u.c;')}`,
    ],
    [
      'names into an own generate block',
      withBody(
        'genvar i; generate for (i = 0; i < 2; i = i + 1) begin : g wire w; assign w = step[i]; end endgenerate assign total = g[0].w; assign odd = g[1].w;',
      ),
    ],
    [
      'macros and conditions of its own',
      `\`define W 8\n\`ifdef NEVER\ninitial $finish;\n\`else\n${withBody('assign total = {`W{clk}}; assign odd = 0;')}\n\`endif`,
    ],
    [
      'time scale and net type',
      `\`timescale 1ns/1ps\n\`default_nettype none\n${withBody("assign total = 8'd1; assign odd = 1'b0;")}\n\`default_nettype wire`,
    ],
    [
      'constant functions and pure system functions',
      withBody('localparam N = $clog2(200); assign total = $signed(step) >>> N; assign odd = $bits(step);'),
    ],
    [
      'a task of its own',
      withBody('reg r; task flip; r = ~r; endtask always @(posedge clk) flip; assign total = 0; assign odd = r;'),
    ],
    ['CR LF line ends', RIGHT.replaceAll('\n', '\r\n')],
    ['an unused input', withBody('assign total = 0; assign odd = 0;')],
  ];

  it.each(HARMLESS)('passes %s', async (_, text) => {
    const { screen: verdict, compile } = await screen(text);
    expect(verdict.status, verdict.summary).toBe('pass');
    expect(compile.status, compile.summary).toBe('pass');
  });

  it('passes printing in a project and refuses it in a candidate', async () => {
    const text = withBody('initial $display("hello"); assign total = 0; assign odd = 0;');
    expect((await screen(text, 'project')).screen.status).toBe('pass');
    expect((await screen(text, 'candidate')).screen.status).toBe('fail');
  });

  it('resolves an include of the project itself, and no other', async () => {
    const text = `\`include "defs.vh"\n${withBody('assign total = `ONE; assign odd = 0;')}`;
    const header = { path: 'defs.vh', text: "`define ONE 8'd1\n" };
    const design = { top: 'accumulator', files: [header, { path: 'design.v', text }] };
    expect((await screenDesign(environment, { design, profile: 'project' })).compile.status).toBe('pass');
    const alone = await screenDesign(environment, { design: single(text), profile: 'project' });
    expect(alone.screen).toMatchObject({ status: 'fail' });
  });

  it('names file and line of what it refuses, also behind macros', async () => {
    const { screen: verdict } = await screen(`\`define GO $finish\n\n${withBody('initial `GO;')}`);
    expect(verdict.summary).toMatch(/\$finish is not allowed in a design \(design\.v:5\)/);
    const used = await screen(`\`define A(x) $x\n\n${withBody('initial `A(y);')}`);
    expect(used.screen.status).toBe('fail');
  });

  it('is unknown, not a failure, for a design that does not compile', async () => {
    const { screen: verdict, compile } = await screen(withBody('assign total = ;'));
    expect(verdict.status).toBe('unknown');
    expect(compile).toMatchObject({ check: 'compile', status: 'fail' });
    expect(compile.summary).toContain('design.v:3');
  });

  it('hands on the design without comments, with macros expanded, on the same lines', async () => {
    const { design } = await screen(
      `\`define W 8 // width\n/* two\nlines */\n${withBody('assign total = `W; assign odd = 0;')}`,
    );
    const lines = design.files[0]?.text.split('\n') ?? [];
    expect(lines.slice(0, 3).map((line) => line.trim())).toEqual(['', '', '']);
    expect(lines[5]).toContain('assign total = 8');
  });

  it.each(['', 'a b', '1x', '-s'])('fails the top name %j without starting a tool', async (top) => {
    const design = { top, files: [{ path: 'design.v', text: RIGHT }] };
    expect((await screenDesign(environment, { design, profile: 'candidate' })).screen.status).toBe('fail');
  });

  it.each([
    ['10 MB of one line', `module accumulator; ${'a'.repeat(10_000_000)}`],
    ['many dots and indices', `module accumulator; ${'a[0].'.repeat(200_000)}`],
    ['many closing brackets', `module accumulator; ${'].'.repeat(400_000)}`],
    ['many open comments', '/*/'.repeat(800_000)],
  ])('judges %s in linear time', async (_, text) => {
    const startedAt = performance.now();
    expect((await screen(text)).screen.status).not.toBe('pass');
    expect(performance.now() - startedAt).toBeLessThan(6_000);
  });
});

describeWith(['iverilog', 'verilator_bin'], 'checks of a screened design', () => {
  let environment: CheckEnvironment;
  beforeAll(async () => {
    environment = await realEnvironment();
  });
  const portsOf = async (text: string) => {
    const { image } = await screenDesign(environment, { design: single(text), profile: 'candidate' });
    return image === null ? null : portsOfImage(image, 'accumulator');
  };

  it.each([
    ['its own ports', RIGHT, 'report', 'pass'],
    ['another range of the same width, reported', RIGHT.replace('[3:0] step', '[4:1] step'), 'report', 'pass'],
    ['another range of the same width, refused', RIGHT.replace('[3:0] step', '[4:1] step'), 'fail', 'fail'],
    ['a missing port', RIGHT.replace(/,\s*output odd/, '').replace('assign odd = total[0];', ''), 'report', 'fail'],
    ['an extra port', RIGHT.replace('input clk,', 'input clk, input more,'), 'report', 'fail'],
    ['a wider port', RIGHT.replace('[7:0] total', '[8:0] total'), 'report', 'fail'],
    ['a reversed direction', RIGHT.replace('input clear', 'inout clear'), 'report', 'fail'],
    ['a port of another name', RIGHT.replaceAll('clear', 'clr'), 'report', 'fail'],
    ['no readable design', 'module accumulator(', 'report', 'unknown'],
  ] as const)('the interface check says of %s (%#)', async (_, text, ranges, status) => {
    const candidate = await portsOf(text);
    expect(checkInterface({ candidate, expected: ACCUMULATOR_PORTS, ranges }).status).toBe(status);
  });

  it('the interface check follows a port map', async () => {
    const candidate = await portsOf(RIGHT.replaceAll('clear', 'clr'));
    const request = { candidate, expected: ACCUMULATOR_PORTS, ranges: 'fail' } as const;
    expect(checkInterface({ ...request, portMap: { clear: 'clr' } }).status).toBe('pass');
    expect(checkInterface({ ...request, expected: [] }).status).toBe('unknown');
  });

  it('a width over a parameter in the specification is left open', () => {
    const span = { start: 0, end: 0, line: 1, lastLine: 1 };
    const port = { name: 'd', direction: 'input', signed: false, description: '', span } as const;
    const expected = expectedOfSpec([
      { ...port, width: 'WIDTH', range: ['WIDTH-1', 0] },
      { ...port, name: 'e', width: 2, range: [1, 0] },
    ]);
    expect(expected.map((one) => [one.width, one.range])).toEqual([
      [null, null],
      [2, [1, 0]],
    ]);
  });

  it('lint passes a clean design, reports warnings, and fails only on those asked for', async () => {
    const linters = ['verilator', 'iverilog'] as const;
    const clean = withBody("wire [7:0] w = {4'd0, step}; assign total = clear & clk ? 8'd0 : w; assign odd = 1'b0;");
    expect(await checkLint(environment, { design: single(clean), linters, failOn: ['*'] })).toMatchObject({
      status: 'pass',
    });
    const wide = withBody('assign total = step; assign odd = clk & clear;');
    const reported = await checkLint(environment, { design: single(wide), linters, failOn: [] });
    expect(reported).toMatchObject({ status: 'pass' });
    expect(JSON.stringify(reported.evidence)).toContain('"code":"WIDTH"');
    expect(await checkLint(environment, { design: single(wide), linters, failOn: ['WIDTH'] })).toMatchObject({
      status: 'fail',
    });
    expect(
      await checkLint(environment, { design: single(wide), linters, failOn: ['WIDTH'], waivers: ['WIDTH'] }),
    ).toMatchObject({ status: 'pass' });
    expect(
      await checkLint(environment, { design: single(withBody('assign total = ;')), linters, failOn: [] }),
    ).toMatchObject({ status: 'fail' });
  });

  it('compile passes what both accept, fails what both reject, and decides nothing where they differ', async () => {
    const compilers = ['iverilog', 'verilator'] as const;
    const compile = (text: string) => checkCompile(environment, { design: single(text), compilers });
    expect((await compile(RIGHT)).status).toBe('pass');
    expect((await compile(withBody('assign total = nothing_here;'))).status).toBe('fail');
    expect((await compile(withBody('assign step = 0; assign total = 0; assign odd = 0;'))).status).toBe('unknown');
    expect((await checkCompile(environment, { design: single(RIGHT), compilers: [] })).status).toBe('unknown');
  });
});

describe('trouble of the environment', () => {
  const command = {
    tool: 'iverilog',
    argv: ['iverilog'],
    cwd: '/',
    stdin: null,
    inputs: [],
    limits: { wallMs: 1, outputBytes: 1, memoryMiB: 1, fileMiB: 1 },
  } as const;
  const text = (content: string) => ({ text: content, bytes: content.length, truncated: false });
  const ending =
    (over: Partial<ToolRun>): RunTool =>
    async () => ({
      ...{
        command,
        end: 'exited',
        exitCode: 0,
        signal: null,
        durationMs: 1,
        stdout: text(''),
        stderr: text(''),
        sandbox: 'none',
      },
      ...over,
    });

  it.each([
    [{ end: 'not-found', exitCode: null }, 'error'],
    [{ end: 'cancelled', exitCode: null }, 'error'],
    [{ end: 'signalled', exitCode: null, signal: 'SIGSEGV' }, 'error'],
    [{ end: 'exited', exitCode: 3 }, 'error'],
    [{ end: 'timed-out', exitCode: null }, 'timeout'],
    [{ end: 'output-limit', exitCode: null }, 'timeout'],
    [{ end: 'signalled', exitCode: null, signal: 'SIGXFSZ' }, 'timeout'],
    [{ end: 'exited', exitCode: 134, stderr: text('terminate called after throwing std::bad_alloc') }, 'timeout'],
  ] as const)('%j is %s, never a failure or a pass', async (over, status) => {
    const environment = { runTool: ending(over as Partial<ToolRun>), withWorkdir, now: () => 0 };
    const { compile } = await screenDesign(environment, { design: single(RIGHT), profile: 'candidate' });
    expect(compile.status).toBe(status);
    const lint = await checkLint(environment, { design: single(RIGHT), linters: ['verilator'], failOn: [] });
    expect(lint.status).toBe(status);
  });
});

describeWith(['iverilog', 'vvp'], 'benches', () => {
  const root = join(import.meta.dirname, '..', '..');
  const names = readdirSync(join(root, 'testbenches')).filter((name) =>
    existsSync(join(root, 'testbenches', name, 'broken.v')),
  );
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  const topOf = (text: string) => [...text.matchAll(/^module\s+(\w+)/gm)].at(-1)?.[1] ?? '';

  it.each(names)('%s: the golden design passes its bench and the broken twin fails', async (name) => {
    const environment = await realEnvironment();
    const goldenText = read(`designs/${name}/golden.v`);
    const bench = { top: 'tb', files: [{ path: 'tb.v', text: read(`testbenches/${name}/tb.v`) }], data: [] };
    const instantiated = [...goldenText.matchAll(/^module\s+(\w+)/gm)].map((match) => match[1] ?? '');
    const top =
      instantiated.find((module) => new RegExp(`^\\s*${module}\\b`, 'm').test(bench.files[0]?.text ?? '')) ??
      topOf(goldenText);
    const golden = { top, files: [{ path: 'golden.v', text: goldenText }] };
    const outcome = await prepareBench(environment, { bench, golden });
    if (!outcome.ok) throw new Error(outcome.error.summary);
    const judge = async (text: string) => {
      const design = { top, files: [{ path: 'candidate.v', text }] };
      return combine(
        (await checkInBench(environment, { prepared: outcome.value, design, profile: 'candidate' })).verdicts,
      );
    };
    expect(await judge(goldenText)).toBe('pass');
    expect(await judge(read(`testbenches/${name}/broken.v`))).toBe('fail');
  });

  const passLineBench = (body: string) => ({
    top: 'tb',
    files: [{ path: 'tb.v', text: `module tb; reg a = 0; wire q; inverter u(.a(a), .q(q));\n${body}\nendmodule\n` }],
    data: [{ path: 'expected.hex', bytes: new TextEncoder().encode('1\n') }],
  });
  const inverter = (expression: string) => ({
    top: 'inverter',
    files: [{ path: 'i.v', text: `module inverter(input a, output q); assign q = ${expression}; endmodule\n` }],
  });
  const CHECKING = `reg [0:0] m [0:0]; initial begin $readmemh("expected.hex", m); #1 if (q === m[0]) $display("== Your Design Passed =="); else $display("== Error =="); $finish; end`;

  it('a bench with pass lines and a data file passes the right design, fails the wrong one, and is unknown where it says nothing', async () => {
    const environment = await realEnvironment();
    const outcome = await prepareBench(environment, { bench: passLineBench(CHECKING), golden: inverter('~a') });
    if (!outcome.ok) throw new Error(outcome.error.summary);
    const judge = async (expression: string) =>
      (
        await checkInBench(environment, { prepared: outcome.value, design: inverter(expression), profile: 'candidate' })
      ).verdicts.at(-1);
    expect(await judge("a ? 1'b0 : 1'b1")).toMatchObject({ check: 'simulate', status: 'pass' });
    expect(await judge('a')).toMatchObject({ check: 'simulate', status: 'fail' });
    const mute = passLineBench('initial #1 if (q === 1) $display("passed");');
    const quiet = await prepareBench(environment, { bench: mute, golden: inverter('~a') });
    if (!quiet.ok) throw new Error(quiet.error.summary);
    const verdicts = await checkInBench(environment, {
      prepared: quiet.value,
      design: inverter('a'),
      profile: 'candidate',
    });
    expect(verdicts.verdicts.at(-1)).toMatchObject({ check: 'simulate', status: 'unknown' });
  });

  it.each([
    ['fails its own reference', passLineBench('initial begin #1 $display("Mismatches: 2 in 9 samples"); $finish; end')],
    ['compares no sample', passLineBench('initial begin #1 $display("Mismatches: 0 in 0 samples"); $finish; end')],
    ['says nothing', passLineBench('initial #1 $finish;')],
    ['does not compile', passLineBench('initial nothing;')],
    ['never ends', passLineBench('always #1 a = ~a;')],
  ])('a bench that %s is an error of the bench, never a verdict on a design', async (_, bench) => {
    const environment = await realEnvironment({ limits: { wallMs: 500 } });
    const outcome = await prepareBench(environment, { bench, golden: inverter('~a') });
    expect(outcome).toMatchObject({ ok: false, error: { check: 'simulate', status: 'error' } });
  });

  it('a bench that ends under `default_nettype none changes no design', async () => {
    const environment = await realEnvironment();
    const [tb, ...rest] = accumulatorBench.files;
    const bench = {
      ...accumulatorBench,
      files: [
        { path: 'tb.sv', text: tb?.text ?? '' },
        ...rest.map((file) => ({ ...file, text: `\`default_nettype none\n${file.text}` })),
      ],
    };
    const outcome = await prepareBench(environment, { bench, golden: accumulator(RIGHT) });
    if (!outcome.ok) throw new Error(outcome.error.summary);
    const implicit = RIGHT.replace('assign odd = total[0];', 'assign bit0 = total[0]; assign odd = bit0;');
    const { verdicts } = await checkInBench(environment, {
      prepared: outcome.value,
      design: accumulator(implicit),
      profile: 'candidate',
    });
    expect(combine(verdicts)).toBe('pass');
  });

  it("a reference takes the candidate's place beside itself, helpers and all", () => {
    const text =
      'module half(input a, output b); assign b = a; endmodule : half\nmodule ref(input half, output b);\n half u(.a(half), .b(b));\nendmodule\n';
    expect(asCandidate({ top: 'ref', files: [{ path: 'r.v', text }] }, 'dut').files[0]?.text).toBe(
      'module half__reference(input a, output b); assign b = a; endmodule : half__reference\nmodule dut(input half, output b);\n half__reference u(.a(half), .b(b));\nendmodule\n',
    );
  });
});
