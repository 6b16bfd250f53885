import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One design under test: its text, its ports, and the inputs of each step. */
export interface Instance {
  readonly module: string;
  readonly verilog: string;
  readonly inputs: readonly { readonly name: string; readonly width: number }[];
  readonly outputs: readonly { readonly name: string; readonly width: number }[];
  /** Driven low before each step and raised in it; null for combinational designs. */
  readonly clock: string | null;
  readonly steps: readonly Readonly<Record<string, bigint>>[];
}

/** Outputs in binary at three moments of each step: inputs set, clock up, clock down. Combinational designs show the first. */
export type Shown = readonly (readonly string[])[];

const run = (argv: readonly string[], cwd: string): { status: number | null; out: string } => {
  const done = spawnSync(argv[0]!, argv.slice(1), { cwd, encoding: 'utf8', maxBuffer: 1 << 28, timeout: 50_000 });
  return { status: done.status, out: `${done.stdout ?? ''}${done.stderr ?? ''}` };
};

export const hasTool = (name: string): boolean =>
  run([name, '-V'], tmpdir()).status === 0 || run([name, '--version'], tmpdir()).status === 0;

/** A test that needs a tool is skipped without it, unless the machine promises to have it. */
export const needs = (...tools: readonly string[]): boolean =>
  process.env['VERILOOM_REQUIRE_TOOLS'] === '1' || tools.every(hasTool);

export const inFolder = <T>(work: (folder: string) => T): T => {
  const folder = mkdtempSync(join(tmpdir(), 'veriloom-ir-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Compiles all instances into one simulation and returns what each showed. */
export const simulate = (instances: readonly Instance[]): readonly Shown[] =>
  inFolder((folder) => {
    writeFileSync(join(folder, 'dut.v'), instances.map((one) => one.verilog).join('\n'));
    writeFileSync(join(folder, 'tb.v'), bench(instances));
    const built = run(['iverilog', '-g2005', '-o', 'sim', 'dut.v', 'tb.v'], folder);
    if (built.status !== 0) throw new Error(built.out.slice(0, 4000));
    const shown: string[][][] = instances.map(() => []);
    for (const line of run(['vvp', '-n', 'sim'], folder).out.split('\n')) {
      const [index, ...values] = line.split(' ');
      if (/^\d+$/.test(index ?? '')) shown[Number(index)]!.push(values);
    }
    return shown;
  });

const bench = (instances: readonly Instance[]): string => {
  const lines = ['module tb;'];
  for (const [i, one] of instances.entries()) {
    for (const port of one.inputs) lines.push(`  reg [${port.width - 1}:0] i${i}_${port.name} = 0;`);
    for (const port of one.outputs) lines.push(`  wire [${port.width - 1}:0] o${i}_${port.name};`);
    const pins = [
      ...one.inputs.map((p) => `.${p.name}(i${i}_${p.name})`),
      ...one.outputs.map((p) => `.${p.name}(o${i}_${p.name})`),
    ];
    lines.push(`  ${one.module} u${i} (${pins.join(', ')});`);
  }
  lines.push('  initial begin');
  const steps = Math.max(...instances.map((one) => one.steps.length));
  const show = (clocked: boolean): void => {
    for (const [i, one] of instances.entries()) {
      if (clocked && one.clock === null) continue;
      lines.push(
        `    $display("${i}${' %b'.repeat(one.outputs.length)}", ${one.outputs.map((p) => `o${i}_${p.name}`).join(', ')});`,
      );
    }
  };
  const clock = (value: 0 | 1): void => {
    for (const [i, one] of instances.entries())
      if (one.clock !== null) lines.push(`    i${i}_${one.clock} = ${value};`);
    lines.push('    #1;');
    show(true);
  };
  const anyClock = instances.some((one) => one.clock !== null);
  for (let step = 0; step < steps; step += 1) {
    for (const [i, one] of instances.entries()) {
      for (const [name, value] of Object.entries(one.steps[step] ?? {})) {
        const width = one.inputs.find((p) => p.name === name)!.width;
        lines.push(`    i${i}_${name} = ${width}'h${value.toString(16)};`);
      }
    }
    lines.push('    #1;');
    show(false);
    if (anyClock) {
      clock(1);
      clock(0);
    }
  }
  lines.push('  end', 'endmodule');
  return lines.join('\n');
};

/** What lint says of Verilog text; empty where it is clean. One file holds many designs, hence the two exceptions. */
export const lint = (verilog: string, language: '-g2005' | '-g2012' = '-g2005'): string =>
  inFolder((folder) => {
    const file = language === '-g2005' ? 'design.v' : 'design.sv';
    writeFileSync(join(folder, file), verilog);
    const icarus = run(['iverilog', language, '-Wall', '-t', 'null', file], folder);
    const verilator = run(['verilator', '--lint-only', '-Wall', '-Wno-MULTITOP', '-Wno-DECLFILENAME', file], folder);
    return `${icarus.out}${verilator.out}`;
  });
