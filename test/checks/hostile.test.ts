import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { CheckEnvironment } from '../../src/checks/check-environment.ts';
import { combine } from '../../src/checks/combine.ts';
import { runBench } from '../../src/checks/simulate/bench-run.ts';
import { checkInBench } from '../../src/checks/simulate/in-bench.ts';
import { type PreparedBench, prepareBench } from '../../src/checks/simulate/index.ts';
import { liveGroupCount } from '../../src/process/live-groups.ts';
import { netlistScript, yosysCommand } from '../../src/tools/yosys/index.ts';
import { describeWith, realEnvironment, runner, withWorkdir } from '../tools/real-tools.ts';
import { accumulator, accumulatorBench, RIGHT, withBody } from './accumulator-bench.ts';

const outside = mkdtempSync(join(tmpdir(), 'veriloom-hostile-'));
const canary = join(outside, 'canary.hex');
const included = join(outside, 'included.vh');
const trace = join(outside, 'written');
const ZERO = 'assign total = 0; assign odd = 0;';

interface Attack {
  readonly name: string;
  readonly text: string;
  readonly check: 'screen' | 'compile' | 'simulate';
  readonly status: 'fail' | 'timeout' | 'error';
}

const attack = (
  name: string,
  text: string,
  check: Attack['check'] = 'screen',
  status: Attack['status'] = 'fail',
): Attack => ({
  name,
  text,
  check,
  status,
});

const EXECUTING: readonly Attack[] = [
  attack('$system', withBody(`initial $system("touch ${trace}"); ${ZERO}`)),
  attack('$c', withBody(`initial $c("system(\\"touch ${trace}\\");"); ${ZERO}`)),
  attack(
    '`systemc_header',
    `\`systemc_header\n#include <stdlib.h>\nstatic int x = system("touch ${trace}");\n\`verilog\n${withBody(ZERO)}`,
  ),
  attack(
    'a DPI import',
    withBody(`import "DPI-C" function int system(input string s); initial system("touch ${trace}"); ${ZERO}`),
  ),
  attack(
    'a DPI import that would end the tool with success',
    withBody(`import "DPI-C" function integer exit(integer); localparam P = exit(0); ${ZERO}`),
  ),
];

const WRITING: readonly Attack[] = [
  attack('$fopen', withBody(`integer f; initial begin f = $fopen("${trace}", "w"); $fwrite(f, "x"); end ${ZERO}`)),
  attack('$writememh', withBody(`reg [7:0] m [0:3]; initial $writememh("${trace}", m); ${ZERO}`)),
  attack('$dumpfile', withBody(`initial begin $dumpfile("${trace}"); $dumpvars; end ${ZERO}`)),
];

const READING: readonly Attack[] = [
  attack(
    '$readmemh',
    withBody(
      `reg [7:0] m [0:3]; initial begin $readmemh("${canary}", m); if (m[0] === 8'h5a) $display("LEAK"); end ${ZERO}`,
    ),
  ),
  attack('$fopen for reading', withBody(`initial if ($fopen("${canary}", "r") != 0) $display("LEAK"); ${ZERO}`)),
  attack('`include', `\`include "${included}"\n${withBody(ZERO)}`),
];

const HANGING: readonly Attack[] = [
  attack(
    'while (1)',
    withBody(`reg r = 0; assign total = 0; assign odd = r; always @(posedge clk) while (1) r = ~r;`),
    'simulate',
    'timeout',
  ),
  attack(
    'a combinational loop',
    withBody('assign total = 0; wire w; assign #0 w = clk & ~w; assign odd = w;'),
    'simulate',
    'timeout',
  ),
  attack('endless $display', withBody(`always @(posedge clk) forever $display("xxxxxxxxxxxxxxxxxxxxxxxx"); ${ZERO}`)),
  attack(
    'an endless constant function',
    withBody(
      `function integer f(input integer x); begin f = x; while (1) f = f + 1; end endfunction localparam P = f(3); assign total = P; assign odd = 0;`,
    ),
    'screen',
    'timeout',
  ),
  attack(
    'a macro bomb',
    `\`define R(x) x x x x x x x x x x\n\`define A \`R(\`R(\`R(\`R(\`R(\`R(\`R(\`R(1;))))))))\n${withBody(`initial begin \`A end ${ZERO}`)}`,
    'screen',
    'timeout',
  ),
  attack('an instance of itself', withBody(`accumulator a(clk, clear, step, total, odd);`), 'compile', 'fail'),
  attack(
    'two million instances',
    `module leaf(input a, output q); assign q = ~a; endmodule\n${withBody(`wire [2000000:0] w; assign w[0] = clk; genvar i; generate for (i = 0; i < 2000000; i = i + 1) begin : g leaf l(w[i], w[i+1]); end endgenerate ${ZERO}`)}`,
    'screen',
    'timeout',
  ),
];

const LIMITS = { wallMs: 1_500, memoryMiB: 512, fileMiB: 16, outputBytes: 262_144 };

describeWith(['iverilog', 'vvp'], 'a hostile design', () => {
  let environment: CheckEnvironment;
  let prepared: PreparedBench;

  beforeAll(async () => {
    environment = await realEnvironment({ limits: LIMITS });
    const outcome = await prepareBench(environment, { bench: accumulatorBench, golden: accumulator(RIGHT) });
    if (!outcome.ok) throw new Error(outcome.error.summary);
    prepared = outcome.value;
  });
  beforeEach(() => {
    writeFileSync(canary, '5a\n');
    writeFileSync(included, 'module included; initial $display("LEAK"); endmodule\n');
  });
  afterAll(() => rmSync(outside, { recursive: true, force: true }));

  it.each([...EXECUTING, ...WRITING, ...READING, ...HANGING])(
    'with $name ends as $status within its caps',
    async (given) => {
      const startedAt = performance.now();
      const design = accumulator(given.text);
      const { verdicts } = await checkInBench(environment, { prepared, design, profile: 'candidate' });
      const shown = JSON.stringify(verdicts.map((v) => [v.check, v.status, v.summary]));
      expect(verdicts.find((v) => v.check === given.check)?.status, shown).toBe(given.status);
      expect(combine(verdicts), shown).not.toBe('pass');
      expect(performance.now() - startedAt).toBeLessThan(3 * LIMITS.wallMs);
      expect(readdirSync(outside)).toEqual(['canary.hex', 'included.vh']);
      expect(readFileSync(canary, 'utf8')).toBe('5a\n');
      expect(liveGroupCount()).toBe(0);
    },
  );

  // The second layer, as if the static gate had let the design through.
  const ungated = async (text: string, sandbox: 'auto' | 'off') => {
    const { runTool, sandbox: layer } = await runner(sandbox);
    const run = await runBench({ ...environment, runTool }, { bench: accumulatorBench, design: accumulator(text) });
    return { run, layer };
  };

  it.each([...WRITING, ...READING])('with $name reaches nothing outside even without the gate', async (given) => {
    const { run, layer } = await ungated(given.text, 'auto');
    if (layer !== 'bubblewrap') return;
    expect(readdirSync(outside)).toEqual(['canary.hex', 'included.vh']);
    expect(run.simulation?.stdout.text ?? '').not.toContain('LEAK');
    if (given.name === '`include') expect(run.simulation).toBeNull();
  });

  it.each(READING.slice(0, 2))(
    'with $name does read outside where both layers are off: the canary works',
    async ({ text }) => {
      expect((await ungated(text, 'off')).run.simulation?.stdout.text).toContain('LEAK');
    },
  );

  it('that prints without end is stopped at the output cap even without the gate', async () => {
    const text = withBody(`always @(posedge clk) forever $display("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"); ${ZERO}`);
    const run = await runBench(environment, { bench: accumulatorBench, design: accumulator(text) });
    expect(run.simulation?.end).toBe('output-limit');
  });
});

describeWith(['yosys'], 'names that would become script text', () => {
  it.each(['a; !touch x', 'a\n!touch x', '-o', 'a b', '', '../a.v', '/etc/passwd', 'a;b.v'])(
    '%j never reaches Yosys',
    (name) => {
      expect(() => netlistScript([{ sources: ['a.v'], top: name, output: 'a.json' }])).toThrow(
        /plain Verilog identifier/,
      );
      expect(() => netlistScript([{ sources: [name], top: 'a', output: 'a.json' }])).toThrow(/file name/);
    },
  );

  it('a plain design does', async () => {
    const environment = await realEnvironment();
    await withWorkdir(async (cwd) => {
      writeFileSync(join(cwd, 'a.v'), RIGHT);
      const script = netlistScript([{ sources: ['a.v'], top: 'accumulator', output: 'a.json' }]);
      const run = await environment.runTool(yosysCommand({ cwd, script, log: 'quiet' }));
      expect(run).toMatchObject({ end: 'exited', exitCode: 0 });
      expect(Object.keys(JSON.parse(readFileSync(join(cwd, 'a.json'), 'utf8')).modules)).toEqual(['accumulator']);
    });
  });
});
