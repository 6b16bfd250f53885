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

/** Ports by what the bench does with them: an inout is driven, or left alone, and compared. */
const sidesOf = ({ ports }: Netlist) => ({
  inputs: ports.filter((port) => port.direction === 'input'),
  inouts: ports.filter((port) => port.direction === 'inout'),
  outputs: comparedPorts(ports),
});

/** Ports whose values are compared, in order. */
export const comparedPorts = (ports: Netlist['ports']): Netlist['ports'] =>
  ports.filter((port) => port.direction !== 'input');

/**
 * A bench that reads rows of input values, and of expected output bits with a mask of those that count, from a file.
 * After each row it waits until all is settled and prints the outputs, unless every bit counts and is as expected. It
 * ends early at an output bit that is the opposite of an expected one; x where 0 or 1 is expected does not end it.
 * Clocks are initialised where they are declared, so that their first value is no edge; other inputs start as x.
 */
export function driverBench(job: DriverJob): string {
  const { inputs, inouts, outputs } = sidesOf(job.golden);
  const clocks = new Set(
    job.clocking.mode === 'event' ? job.clocking.clocks : job.clocking.mode === 'sync' ? [job.clocking.clock] : [],
  );
  const width = Math.max(1, totalBits(outputs));
  const declarations = inputs.map((port, index) => {
    const start = port.bits.map((_, bit) => (clocks.has(`${port.name}[${bit}]`) ? idleLevel(job.clocking) : 'x'));
    const value = `${port.bits.length}'b${start.reverse().join('')}`;
    return `  reg [${port.bits.length - 1}:0] i${index} = ${value};`;
  });
  const wires = outputs.map((port, index) => `  wire [${port.bits.length - 1}:0] o${index};`);
  const drivers = inouts.flatMap((port, index) => [
    `  reg [${port.bits.length - 1}:0] v${index} = 0, e${index} = 0;`,
    ...port.bits.map(
      (_, bit) => `  assign o${outputs.indexOf(port)}[${bit}] = e${index}[${bit}] ? v${index}[${bit}] : 1'bz;`,
    ),
  ]);
  const connections = [
    ...inputs.map((port, index) => `.${job.nameOf(port.name)}(i${index})`),
    ...outputs.map((port, index) => `.${job.nameOf(port.name)}(o${index})`),
  ];
  const driven = inouts.flatMap((_, index) => [`v${index}`, `e${index}`]);
  const targets = [...inputs.map((_, index) => `i${index}`), ...driven, 'want', 'care'];
  const show = outputs.length === 0 ? "1'b0" : `{${outputs.map((_, index) => `o${index}`).join(', ')}}`;
  return [
    '`timescale 1ns/1ps',
    `module ${benchName(job.nonce)};`,
    `  reg [${totalBits(inputs) + 2 * totalBits(inouts) + 2 * width - 1}:0] row;`,
    `  reg [${width - 1}:0] want, care, seen, wrong;`,
    '  integer rows, got, count;',
    ...declarations,
    ...wires,
    ...drivers,
    `  ${job.top} dut (${connections.join(', ')});`,
    '  initial begin',
    '    count = 0;',
    `    rows = $fopen("${ROWS_FILE}", "r");`,
    '    #1 got = $fscanf(rows, "%h\\n", row);',
    '    while (got == 1) begin',
    `      {${targets.join(', ')}} = row;`,
    `      #${ROW_TIME} seen = ${show};`,
    '      wrong = (seen ^ want) & care;',
    `      if (wrong !== 0 || !(&care)) $display("${job.nonce} %0d %b", count, seen);`,
    '      count = count + 1;',
    "      if (|wrong === 1'b1) got = 0;",
    '      else got = $fscanf(rows, "%h\\n", row);',
    '    end',
    `    $display("${job.nonce} end %0d", count);`,
    '    $finish;',
    '  end',
    'endmodule',
    '',
  ].join('\n');
}

const totalBits = (ports: readonly { readonly bits: readonly number[] }[]): number =>
  ports.reduce((sum, port) => sum + port.bits.length, 0);

/**
 * The rows as the bench reads them: one hexadecimal number a line; inputs in port order, inouts with the mask of the
 * bits that are driven, then expected output bits, then their mask, the first on the left. Without expected outputs no bit counts, and the bench prints every row.
 */
export function rowsFile(golden: Netlist, rows: readonly Row[], expected: readonly string[] | null = null): string {
  const { inputs, inouts, outputs } = sidesOf(golden);
  const width = Math.max(1, totalBits(outputs));
  const nothing = '0'.repeat(2 * width);
  const lines = rows.map((row, index) => {
    const bits = inputs.map((port) => (row[port.name] ?? '').padStart(port.bits.length, '0')).join('');
    const driven = inouts.map((port) => (row[port.name] ?? '').padStart(port.bits.length, 'z'));
    const want = expected?.[index];
    return hexadecimal(
      bits +
        driven.map((text) => known(text) + mask(text)).join('') +
        (want === undefined ? nothing : known(want) + mask(want)),
    );
  });
  return `${lines.join('\n')}\n`;
}

const known = (bits: string): string => bits.replace(/[^01]/g, '0');
const mask = (bits: string): string => bits.replace(/0/g, '1').replace(/[^1]/g, '0');

function hexadecimal(bits: string): string {
  const padded = bits.padStart(Math.max(4, Math.ceil(bits.length / 4) * 4), '0');
  let text = '';
  for (let at = 0; at < padded.length; at += 4) text += Number.parseInt(padded.slice(at, at + 4), 2).toString(16);
  return text;
}

/**
 * Output bits of each row (ports in order, first on the left) from the lines that carry the mark; rows that were not
 * printed are as expected. Fewer rows than asked for only where the last one has the opposite of an expected bit; null
 * where the last mark is missing, or the count or order of the rows is wrong.
 */
export function readRows(
  stdout: string,
  asked: { readonly nonce: string; readonly rows: number; readonly expected: readonly string[] | null },
): readonly string[] | null {
  const mark = `${asked.nonce} `;
  const marked = stdout
    .split('\n')
    .filter((line) => line.startsWith(mark))
    .map((line) => line.slice(mark.length));
  const count = Number(/^end (\d+)$/.exec(marked.pop() ?? '')?.[1] ?? Number.NaN);
  if (!(count <= asked.rows)) return null;
  const rows: string[] = [...(asked.expected ?? []).slice(0, count)];
  let before = -1;
  for (const line of marked) {
    const [, index = '', bits = ''] = /^(\d+) ([01xz]+)$/.exec(line) ?? [];
    const at = Number.parseInt(index, 10);
    if (!(at > before && at < count)) return null;
    if (asked.expected === null && at !== before + 1) return null;
    before = at;
    rows[at] = bits;
  }
  if (rows.length !== count) return null;
  return count === asked.rows || isOpposite(asked.expected?.[count - 1], rows[count - 1]) ? rows : null;
}

const isOpposite = (want = '', got = ''): boolean =>
  [...want].some((bit, index) => (bit === '0' && got[index] === '1') || (bit === '1' && got[index] === '0'));
