import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type IcarusCore, icarusCoreOfImage } from '../tools/iverilog/index.ts';
import type { CheckEnvironment } from './check-environment.ts';
import { compileAndRunWithIcarus, compileWithIcarus, type Party } from './icarus-compile.ts';

/**
 * Finds Icarus' inner compiler and shows by a probe that it makes the same image as the driver does; null where it
 * does not (another version, another layout), and then the driver is used. Five starts of a program: do it once.
 */
export const findIcarusCore = async (environment: CheckEnvironment): Promise<IcarusCore | null> => {
  const byDriver = await probeImage({ ...environment, icarus: null });
  const core = byDriver === null ? null : icarusCoreOfImage(byDriver);
  if (core === null) return null;
  const direct = await probeImage({ ...environment, icarus: core });
  if (direct === null || direct !== byDriver) return null;
  return { ...core, chained: await chains({ ...environment, icarus: { ...core, chained: true } }) };
};

/** Whether compiler and simulator start from one shell here, and the simulator says what the probe prints. */
const chains = (environment: CheckEnvironment): Promise<boolean> =>
  environment.withWorkdir(async (cwd) => {
    const request = { cwd, parties: PROBE, top: 'probe_bench', output: OUTPUT, warnings: 'none' } as const;
    const result = await compileAndRunWithIcarus(environment, { ...request, mark: 'between', simulateCpuMs: 5_000 });
    return /^probe \d+ in \d+ at/m.test(result?.printed ?? '');
  });

const OUTPUT = 'probe.vvp';

const probeImage = (environment: CheckEnvironment): Promise<string | null> =>
  environment.withWorkdir(async (cwd) => {
    const { run } = await compileWithIcarus(environment, {
      cwd,
      parties: PROBE,
      top: 'probe_bench',
      output: OUTPUT,
      warnings: 'all',
    });
    if (run.end !== 'exited' || run.exitCode !== 0) return null;
    return withoutAddresses(await readFile(join(cwd, OUTPUT), 'utf8'));
  });

/** Numbers addresses in order of appearance: they differ from run to run and mean nothing but identity. */
const withoutAddresses = (image: string): string => {
  const seen = new Map<string, number>();
  // The file that the compiler read is a pipe under the driver; it stands in the list of file names.
  return image.replace('"expanded.v"', '"-"').replace(/0x[0-9a-f]+/g, (address) => {
    const index = seen.get(address) ?? seen.size;
    seen.set(address, index);
    return `#${index}`;
  });
};

/** A bench and a design that between them touch what the configuration decides: language, widths, ranges, times. */
const PROBE: readonly Party[] = [
  {
    party: 'bench',
    files: [
      {
        path: 'probe_bench.sv',
        text: `\`timescale 1ns/1ps
module probe_bench;
  typedef struct packed { int errors; int samples; } counts;
  counts count;
  logic clk = 0;
  logic [3:0] d;
  wire [7:0] q;
  string note = "probe";
  probe_design #(.WIDTH(8)) dut (.clk, .d, .q);
  always #2.5 clk = ~clk;
  always @(posedge clk) begin
    count.samples++;
    d <= $urandom;
    for (int i = 0; i < 3; i++) if (q[i] === 1'bx) count.errors += 1;
    if (count.samples > 9) $finish;
  end
  final $display("%s %0d in %0d at %t", note, count.errors, count.samples, $time);
endmodule
`,
      },
    ],
  },
  {
    party: 'dut',
    files: [
      {
        path: 'probe_design.v',
        text: `module probe_design #(parameter WIDTH = 4) (input clk, input [3:0] d, output reg [WIDTH-1:0] q);
  reg [7:0] store [0:15];
  genvar g;
  generate for (g = 0; g < 2; g = g + 1) begin : row
    wire w;
    assign w = ^d & g;
  end endgenerate
  function integer depth(input integer n); depth = $clog2(n) + 1; endfunction
  always @(posedge clk) begin
    store[d] <= q + d * depth(WIDTH);
    q <= $signed(d) >>> row[1].w;
  end
  specify (clk => q) = 3; endspecify
endmodule
`,
      },
    ],
  },
];
