import { driverBench, readRows, rowsFile } from '../../src/checks/equivalence/testbench.ts';
import type { Clocking, Netlist } from '../../src/formal/index.ts';
import {
  findResets,
  fullProduct,
  literalsOf,
  powerUp,
  prepareDesign,
  readTrace,
  traceRows,
} from '../../src/formal/index.ts';
import { laneStimulus } from '../../src/formal/simulate/stimulus.ts';
import { runIcarus } from './icarus.ts';

/** A design as netlist and as text. */
export interface ModelJob {
  readonly netlist: Netlist;
  readonly clocking: Clocking;
  /** Text with the module `netlist.top`. */
  readonly verilog: string;
  readonly steps: number;
}

/** Output bits (ports in order, first on the left) of the model and of Icarus after each step of the same stimulus. */
export function modelAndIcarus(job: ModelJob): { readonly model: string[]; readonly icarus: string[] } {
  const { netlist, clocking, steps } = job;
  const design = prepareDesign(netlist, clocking);
  if (!design.ok) throw new Error(design.error.detail);
  const pair = { golden: design.value, candidate: design.value, clocking };
  const product = fullProduct(pair, powerUp(pair));
  if (product === null) throw new Error('too large');
  const hints = { resets: findResets(design.value, clocking), literals: literalsOf(netlist) };
  const stimulus = laneStimulus(product, hints, { seed: 5, steps });
  const frames = Array.from({ length: steps }, (_, step) => Uint8Array.from(stimulus(step), (word) => word & 1));
  const trace = readTrace(product, frames);
  const rows = traceRows(netlist, clocking, trace);
  const outputs = netlist.ports.filter((port) => port.direction === 'output');
  const shownAt = trace.flatMap((step) => {
    const count = traceRows(netlist, clocking, [step]).length;
    const shown = outputs.map((port) => step.golden[port.name] ?? '').join('');
    return [shown, ...Array.from({ length: count - 1 }, () => null)];
  });
  const bench = driverBench({ golden: netlist, clocking, top: netlist.top, nameOf: (port) => port, nonce: 'n0' });
  const lines = runIcarus(benchWithRows(bench, rowsFile(netlist, rows), job.verilog));
  const values = readRows(lines.join('\n'), { nonce: 'n0', rows: rows.length, expected: null }) ?? [];
  const at = shownAt.flatMap((value, index) => (value === null ? [] : [{ value, index }]));
  return { model: at.map(({ value }) => value), icarus: at.map(({ index }) => values[index] ?? '?') };
}

/** Puts the rows into the text of the bench, so that a run needs one file. */
function benchWithRows(bench: string, rows: string, dut: string): string {
  const list = rows.trim().split('\n');
  const memory = list.map((row, i) => `    table_[${i}] = 'h${row};`).join('\n');
  return bench
    .replace('module bench_n0', `${dut}\nmodule tb`)
    .replace(
      '  integer rows, got, count;',
      `  integer rows, got, count;\n  reg [1023:0] table_ [0:${list.length}];\n  initial begin rows = 0;\n${memory}\n  end`,
    )
    .replace(/ {4}rows = \$fopen.*\n/, '')
    .replaceAll(
      'got = $fscanf(rows, "%h\\n", row);',
      `begin got = rows < ${list.length}; row = table_[rows]; rows = rows + 1; end`,
    );
}
