import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runAuditTestbench } from '../../src/commands/audit-testbench.ts';
import { createIo } from '../../src/commands/make-io.ts';
import { runMutate } from '../../src/commands/mutate.ts';
import { runTestbench, type TestbenchOptions } from '../../src/commands/testbench.ts';
import { describeWith } from '../tools/real-tools.ts';

const root = join(import.meta.dirname, '..', '..');
const golden = (name: string) => join(root, 'designs', name, 'golden.v');
const broken = (name: string) => join(root, 'testbenches', name, 'broken.v');
const io = createIo({ signal: new AbortController().signal, verbosity: 'quiet' });
const OPTIONS: TestbenchOptions = {
  language: 'verilog',
  seed: '1',
  cycles: '300',
  points: '3000',
  mutants: '0',
  budgetS: '5',
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'veriloom-testbench-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (program: string, args: readonly string[]) => {
  const done = spawnSync(program, [...args], { encoding: 'utf8', cwd: folder });
  if (done.error !== undefined || done.status === null) throw new Error(`${program}: ${done.error ?? done.signal}`);
  return done;
};
const counts = (output: string) => {
  const [, compared, mismatched] = /^RESULT compared=(\d+) mismatched=(\d+)$/m.exec(output) ?? [];
  return { compared: Number(compared), mismatched: Number(mismatched) };
};
const icarus = (bench: string, design: string) => {
  expect(run('iverilog', ['-g2005', '-s', 'tb', '-o', 'tb.vvp', bench, design]).stderr).toBe('');
  return counts(run('vvp', ['-n', 'tb.vvp']).stdout);
};

describeWith(['iverilog', 'yosys'], 'the testbench of a golden design', () => {
  it.each(['uart-transmitter', 'kmap-interlock', 'round-robin-arbiter'])(
    '%s: passes it and catches its broken twin',
    async (name) => {
      const file = join(folder, `${name}.v`);
      const { document, exitCode } = await runTestbench([golden(name)], { ...OPTIONS, output: file }, io);
      const { points } = document as unknown as { points: number };
      expect(exitCode).toBe(0);
      expect(icarus(file, golden(name))).toEqual({ compared: points, mismatched: 0 });
      expect(icarus(file, broken(name)).mismatched).toBeGreaterThan(0);
    },
  );

  it('does not contain the golden design, and is the same for the same seed', async () => {
    const make = async (seed: string) => (await runTestbench([golden('pwm')], { ...OPTIONS, seed }, io)).human;
    const text = await make('3');
    expect(text).toBe(await make('3'));
    expect(text).not.toBe(await make('4'));
    expect(text).not.toMatch(/module pwm|duty_now/);
  });

  it('does not compare what the golden leaves unknown', async () => {
    const design = join(folder, 'part.v');
    const write = (low: string) =>
      writeFileSync(design, `module part(input [1:0] s, output [1:0] y); assign y = {s[1], ${low}}; endmodule\n`);
    write("s[0] ? 1'bx : 1'b0");
    const file = join(folder, 'part_tb.v');
    const { document } = await runTestbench([design], { ...OPTIONS, output: file }, io);
    // Each of four values twice; the low bit is known for two of the four.
    expect(document).toMatchObject({ points: 8, comparedBits: 12 });
    write("1'b0");
    expect(icarus(file, design).mismatched).toBe(0);
    write('~s[0]');
    expect(icarus(file, design).mismatched).toBe(4);
  });

  it('comes with its strength on mutants', { timeout: 120_000 }, async () => {
    const file = join(folder, 'gate.v');
    const options = { ...OPTIONS, output: file, mutants: '12', cycles: '1000' };
    const { document, human } = await runTestbench([golden('ticket-gate')], options, io);
    expect(document).toMatchObject({ strength: { goldenStatus: 'pass', killRate: 1 } });
    expect(human).toMatch(/kill rate/);
  });

  it.each([
    [{ language: 'vhdl' }, /no such language/],
    [{ cycles: '0' }, /--cycles 0/],
    [{ output: '/nowhere/at/all/tb.v' }, /does not exist/],
  ])('is refused with %o', async (wrong, message) => {
    await expect(runTestbench([golden('pwm')], { ...OPTIONS, ...wrong }, io)).rejects.toThrow(message);
  });

  it('is refused for a design that is no design', async () => {
    const file = join(folder, 'bad.v');
    writeFileSync(file, 'module bad(input a, output y); assign y = b; endmodule\n');
    await expect(runTestbench([file], OPTIONS, io)).rejects.toThrow(/bad cannot be used|no testbench/);
  });
});

describeWith(['iverilog', 'verilator', 'g++', 'yosys'], 'the testbench in Verilator', () => {
  const slow = it.skipIf(process.env['VERILOOM_SLOW'] !== '1');

  slow('is the same Verilog as in Icarus', { timeout: 180_000 }, async () => {
    const file = join(folder, 'fifo_tb.v');
    await runTestbench([golden('sync-fifo')], { ...OPTIONS, output: file }, io);
    for (const [design, differs] of [
      [golden('sync-fifo'), false],
      [broken('sync-fifo'), true],
    ] as const) {
      run('verilator', ['--binary', '--timing', '--Mdir', 'v', '--top-module', 'tb', file, design]);
      expect(counts(run('./v/Vtb', []).stdout).mismatched > 0).toBe(differs);
    }
  });

  it('in C++ passes the golden, wide ports and reserved names included', { timeout: 180_000 }, async () => {
    const design = join(folder, 'wide.v');
    writeFileSync(
      design,
      `module wide(input int_en, input [69:0] operator, input [39:0] a, output [69:0] y, output [39:0] template);
  assign y = int_en ? ~operator : {30'd0, a}; assign template = a + {39'd0, int_en}; endmodule\n`,
    );
    const file = join(folder, 'wide_tb.cpp');
    await runTestbench([design], { ...OPTIONS, cycles: '50', language: 'cpp', output: file }, io);
    expect(readFileSync(file, 'utf8')).toContain('dut->__SYM__template');
    run('verilator', ['--cc', '--exe', '--build', '-Wno-fatal', '--Mdir', 'c', '--top-module', 'wide', design, file]);
    const done = run('./c/Vwide', []);
    expect(counts(done.stdout)).toEqual({ compared: 50, mismatched: 0 });
    expect(done.status).toBe(0);
  });
});

describeWith(['iverilog', 'yosys', 'yosys-abc'], 'mutants and audits from the command line', () => {
  it('writes each mutant into a folder of its own', async () => {
    const output = join(folder, 'mutants');
    const options = { output, mutants: '5', netlistMutants: '2', seed: '1' };
    const { document, human } = await runMutate([golden('stopwatch')], options, io);
    const { mutants } = document as unknown as { mutants: readonly { id: string; operator: string }[] };
    expect(mutants).toHaveLength(7);
    expect(human.split('\n')).toHaveLength(7);
    for (const { id, operator } of mutants) {
      const text = readFileSync(join(output, id, operator === 'netlist' ? 'mutant.v' : 'golden.v'), 'utf8');
      expect(text).toContain('module stopwatch');
      expect(text).not.toBe(readFileSync(golden('stopwatch'), 'utf8'));
    }
  });

  it('audits a bench of the library, and fails it below the rate asked for', { timeout: 120_000 }, async () => {
    const options = {
      golden: [golden('kmap-interlock')],
      mutants: '12',
      netlistMutants: '0',
      seed: '1',
      budgetS: '5',
      jobs: '2',
    };
    const bench = join(root, 'testbenches', 'kmap-interlock', 'tb.v');
    const good = await runAuditTestbench([bench], { ...options, least: '95' }, io);
    expect(good).toMatchObject({ exitCode: 0, document: { schema: 'audit@1', killRate: 1 } });
    // One value of sixteen is compared.
    const weak = join(folder, 'weak.v');
    writeFileSync(weak, readFileSync(bench, 'utf8').replace('if (CARE[vector])', "if (vector == 4'd0)"));
    const bad = await runAuditTestbench([weak], { ...options, least: '95' }, io);
    expect(bad.exitCode).toBe(1);
    expect(bad.human).toMatch(/survived: golden\.v:\d+: /);
  });
});
