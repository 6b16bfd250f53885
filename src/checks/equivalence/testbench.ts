import type { Clocking, Netlist, Row } from '../../formal/index.ts';
import { idleLevel } from '../../formal/index.ts';
import { isPlainIdentifier } from '../../util/identifier.ts';

/** What a driver bench is built for. */
export interface DriverJob {
  /** Ports of the golden; the design under test may name its own differently. */
  readonly golden: Netlist;
  readonly clocking: Clocking;
  readonly top: string;
  /** Golden port name → name in the design under test. */
  readonly nameOf: (port: string) => string;
  /** A fresh secret: module name and mark of every printed line, so that no design can name or forge either. */
  readonly nonce: string;
}

/** File, in the work folder, from which the bench reads its rows. */
export const ROWS_FILE = 'rows.hex';

/** Time units between two rows: longer than any delay a design of this size has. */
const ROW_TIME = 1_000_000;

export const benchName = (nonce: string): string => `bench_${nonce}`;

/** Whether every port can be connected by name. */
export const canDrive = (job: Pick<DriverJob, 'golden' | 'nameOf'>): boolean =>
  job.golden.ports.every((port) => isPlainIdentifier(job.nameOf(port.name)) && port.bits.length > 0);

/**
 * A bench that reads rows of input values from a file and prints all outputs, settled, after each row. Clocks are
 * initialised where they are declared, so that their first value is no edge; the other inputs start as x.
 */
export function driverBench(job: DriverJob): string {
  const inputs = job.golden.ports.filter((port) => port.direction === 'input');
  const outputs = job.golden.ports.filter((port) => port.direction === 'output');
  const clocks = new Set(
    job.clocking.mode === 'event' ? job.clocking.clocks : job.clocking.mode === 'sync' ? [job.clocking.clock] : [],
  );
  const width = Math.max(1, totalBits(inputs));
  const declarations = inputs.map((port, index) => {
    const start = port.bits.map((_, bit) => (clocks.has(`${port.name}[${bit}]`) ? idleLevel(job.clocking) : 'x'));
    const value = `${port.bits.length}'b${start.reverse().join('')}`;
    return `  reg [${port.bits.length - 1}:0] i${index} = ${value};`;
  });
  const wires = outputs.map((port, index) => `  wire [${port.bits.length - 1}:0] o${index};`);
  const connections = [
    ...inputs.map((port, index) => `.${job.nameOf(port.name)}(i${index})`),
    ...outputs.map((port, index) => `.${job.nameOf(port.name)}(o${index})`),
  ];
  const targets = inputs.map((_, index) => `i${index}`);
  const show = outputs.map((_, index) => `o${index}`);
  return [
    '`timescale 1ns/1ps',
    `module ${benchName(job.nonce)};`,
    `  reg [${width - 1}:0] row;`,
    '  integer rows, got;',
    ...declarations,
    ...wires,
    `  ${job.top} dut (${connections.join(', ')});`,
    '  initial begin',
    `    rows = $fopen("${ROWS_FILE}", "r");`,
    '    #1 got = $fscanf(rows, "%h\\n", row);',
    '    while (got == 1) begin',
    ...(targets.length === 0 ? [] : [`      {${targets.join(', ')}} = row;`]),
    `      #${ROW_TIME} $display("${job.nonce} %b", ${show.length === 0 ? "1'b0" : `{${show.join(', ')}}`});`,
    '      got = $fscanf(rows, "%h\\n", row);',
    '    end',
    `    $display("${job.nonce} end");`,
    '    $finish;',
    '  end',
    'endmodule',
    '',
  ].join('\n');
}

const totalBits = (ports: readonly { readonly bits: readonly number[] }[]): number =>
  ports.reduce((sum, port) => sum + port.bits.length, 0);

/** The rows as the bench reads them: one hexadecimal number a line, inputs in port order, the first on the left. */
export function rowsFile(golden: Netlist, rows: readonly Row[]): string {
  const inputs = golden.ports.filter((port) => port.direction === 'input');
  return rows
    .map((row) => {
      const bits = inputs.map((port) => (row[port.name] ?? '').padStart(port.bits.length, '0')).join('');
      return `${hexadecimal(bits)}\n`;
    })
    .join('');
}

function hexadecimal(bits: string): string {
  const padded = bits.padStart(Math.max(4, Math.ceil(bits.length / 4) * 4), '0');
  let text = '';
  for (let at = 0; at < padded.length; at += 4) text += Number.parseInt(padded.slice(at, at + 4), 2).toString(16);
  return text;
}

/**
 * Output bits of each row (ports in order, first on the left) from the lines that carry the mark; null where the
 * last mark is missing or the number of rows is wrong.
 */
export function readRows(
  stdout: string,
  expected: { readonly nonce: string; readonly rows: number },
): readonly string[] | null {
  const mark = `${expected.nonce} `;
  const marked = stdout
    .split('\n')
    .filter((line) => line.startsWith(mark))
    .map((line) => line.slice(mark.length));
  if (marked.at(-1) !== 'end' || marked.length !== expected.rows + 1) return null;
  return marked.slice(0, -1);
}
