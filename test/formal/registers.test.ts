import { expect, it } from 'vitest';
import { compareRows } from '../../src/checks/equivalence/compare.ts';
import { driverBench, rowsFile } from '../../src/checks/equivalence/testbench.ts';
import type { Clocking, Netlist } from '../../src/formal/index.ts';
import { analyseClocking, fullProduct, powerUp, prepareDesign, readTrace, traceRows } from '../../src/formal/index.ts';
import type { Product } from '../../src/formal/product/types.ts';
import { laneStimulus } from '../../src/formal/simulate/stimulus.ts';
import { describeWith } from '../tools/real-tools.ts';
import { runIcarus } from './icarus.ts';
import { REGISTER_KINDS, type RegisterKind, registerCell } from './register-kinds.ts';

const STEPS = 300;

function netlistOf(kind: RegisterKind): Netlist {
  const { cell, nets } = registerCell(kind);
  const ports = Object.entries(nets).map(([port, bits]) => ({
    name: port.toLowerCase(),
    direction: port === 'Q' ? ('output' as const) : ('input' as const),
    bits,
  }));
  return {
    top: 'dut',
    ports,
    cells: [cell],
    names: ports.map(({ name, bits }) => ({ name, bits, hidden: false, init: null })),
  };
}

/** The model's own golden output, row by row, and Icarus' output on the same rows. */
function bothRuns(kind: RegisterKind, clocking: Clocking): { readonly model: string[]; readonly icarus: string[] } {
  const netlist = netlistOf(kind);
  const design = prepareDesign(netlist, clocking);
  if (!design.ok) throw new Error(design.error.detail);
  const pair = { golden: design.value, candidate: design.value, clocking };
  const product = fullProduct(pair, powerUp(pair)) as Product;
  const stimulus = laneStimulus(product, { resets: [], literals: [] }, { seed: 5, steps: STEPS });
  const frames = Array.from({ length: STEPS }, (_, step) => Uint8Array.from(stimulus(step), (word) => word & 1));
  const trace = readTrace(product, frames);
  const rows = traceRows(netlist, clocking, trace);
  const shownAt = trace.flatMap((step) => {
    const count = traceRows(netlist, clocking, [step]).length;
    return [step.golden['q'] ?? '', ...Array.from({ length: count - 1 }, () => null)];
  });
  const job = { golden: netlist, clocking, top: 'dut', nameOf: (port: string) => port, nonce: 'n0' };
  const lines = runIcarus(benchWithRows(driverBench(job), rowsFile(netlist, rows), verilogOf(kind)));
  const values = lines.filter((line) => line.startsWith('n0 ')).map((line) => line.slice(3));
  const at = shownAt.flatMap((value, index) => (value === null ? [] : [{ value, index }]));
  return { model: at.map(({ value }) => value), icarus: at.map(({ index }) => values[index] ?? '?') };
}

/** Puts the rows into the text of the bench, so that the test needs one file. */
function benchWithRows(bench: string, rows: string, dut: string): string {
  const list = rows.trim().split('\n');
  const memory = list.map((row, i) => `    table_[${i}] = 'h${row};`).join('\n');
  return bench
    .replace('module bench_n0', `${dut}\nmodule tb`)
    .replace(
      '  integer rows, got;',
      `  integer rows, got;\n  reg [63:0] table_ [0:${list.length}];\n  initial begin rows = 0;\n${memory}\n  end`,
    )
    .replace(/ {4}rows = \$fopen.*\n/, '')
    .replaceAll(
      'got = $fscanf(rows, "%h\\n", row);',
      `begin got = rows < ${list.length}; row = table_[rows]; rows = rows + 1; end`,
    );
}

function verilogOf(kind: RegisterKind): string {
  const netlist = netlistOf(kind);
  const ports = netlist.ports.map(
    (port) => `${port.direction} ${port.name === 'q' ? 'reg ' : ''}[${port.bits.length - 1}:0] ${port.name}`,
  );
  const memory = kind.body.includes('last') ? 'reg last = 0; always @(clk) last <= clk;' : '';
  return `module dut(${ports.join(', ')});\n${memory}\n${kind.body}\nendmodule\n`;
}

describeWith(['iverilog'], 'each register cell behaves as in Icarus', () => {
  for (const kind of REGISTER_KINDS) {
    const name = `${kind.type} ${JSON.stringify(kind.params)}`;
    const own = analyseClocking([netlistOf(kind)]);
    const models: Clocking[] = [own];
    if (own.mode === 'sync') models.push({ mode: 'event', clocks: [own.clock], approximate: false });
    for (const clocking of models) {
      it(`${name} in ${clocking.mode} mode`, () => {
        const { model, icarus } = bothRuns(kind, clocking);
        const compared = compareRows(model, icarus);
        expect(compared.knownRows).toBeGreaterThan(STEPS / 4);
        expect({
          row: compared.firstRow,
          model: model[compared.firstRow ?? 0],
          icarus: icarus[compared.firstRow ?? 0],
        }).toEqual({
          row: null,
          model: model[0],
          icarus: icarus[0],
        });
      });
    }
  }
});
