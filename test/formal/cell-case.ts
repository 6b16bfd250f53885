import { cellRule } from '../../src/formal/blast/cells.ts';
import { createGraph } from '../../src/formal/graph.ts';
import type { Cell } from '../../src/formal/netlist/types.ts';
import { createLaneSimulator } from '../../src/formal/simulate/lanes.ts';
import type { Trit, Word } from '../../src/formal/trit.ts';
import { known } from '../../src/formal/trit.ts';
import type { Random } from '../generators/random.ts';

/** Operands of one evaluation: port → binary text, most significant bit first. */
export type Vector = Readonly<Record<string, string>>;

/** A cell under random parameters, the same function as a Verilog expression, and operands for both. */
export interface CellCase {
  readonly cell: Cell;
  /** Widths of the operands. */
  readonly ports: Readonly<Record<string, number>>;
  readonly signed: Readonly<Record<string, boolean>>;
  readonly width: number;
  /** Expression over the operand names in lower case followed by `#`. */
  readonly expression: string;
  readonly vectors: readonly Vector[];
}

/** One lane a vector. */
export const VECTORS = 32;

/** Random binary text; `unknown` of 8 vectors have x bits. */
export function randomBits(rng: Random, width: number, withX: boolean): string {
  const style = rng.int(8);
  const bit = (): string => {
    if (withX && rng.int(6) === 0) return 'x';
    if (style === 0) return '0';
    if (style === 1) return '1';
    return rng.flip() ? '1' : '0';
  };
  return Array.from({ length: width }, bit).join('');
}

/** What the blaster says, through a graph with the operands as inputs, one lane a vector. */
export function blasterResults(one: CellCase, rails: 'single' | 'dual'): readonly string[] {
  const graph = createGraph();
  const inputs: { literal: number }[] = [];
  const words = new Map<string, Word>();
  const bitOf: { readonly port: string; readonly index: number; readonly rail: 'one' | 'zero' }[] = [];
  for (const [port, width] of Object.entries(one.ports)) {
    const word = Array.from({ length: width }, (_, index): Trit => {
      const literal = graph.input();
      inputs.push({ literal });
      bitOf.push({ port, index, rail: 'one' });
      if (rails === 'single') return known(literal);
      const zero = graph.input();
      inputs.push({ literal: zero });
      bitOf.push({ port, index, rail: 'zero' });
      return { one: literal, zero };
    });
    words.set(port, word);
  }
  const read = (port: string): Word => words.get(port) ?? [];
  const rule = cellRule(one.cell.type);
  if (rule === null) throw new Error(`no rule for ${one.cell.type}`);
  const result = rule({ graph, cell: one.cell, read, readExact: read, width: one.width });
  const simulator = createLaneSimulator(
    { graph, inputs, latches: [] },
    result.flatMap((bit) => [bit.one, bit.zero]),
  );
  const lanes = Int32Array.from(bitOf, ({ port, index, rail }) =>
    one.vectors.reduce((word, vector, lane) => {
      const text = vector[port] ?? '';
      const symbol = text[text.length - 1 - index];
      const holds = symbol === 'x' || symbol === (rail === 'one' ? '1' : '0');
      return holds ? word | (1 << lane) : word;
    }, 0),
  );
  simulator.evaluate(lanes);
  return one.vectors.map((_, lane) =>
    [...result]
      .reverse()
      .map((bit) => {
        const may1 = (simulator.read(bit.one) >>> lane) & 1;
        const may0 = (simulator.read(bit.zero) >>> lane) & 1;
        return may1 === 1 ? (may0 === 1 ? 'x' : '1') : may0 === 1 ? '0' : '?';
      })
      .join(''),
  );
}

/** A bench that evaluates every case on every vector and prints one line each. */
export function cellBench(cases: readonly CellCase[]): string {
  const lines = ['module tb;'];
  cases.forEach((one, index) => {
    for (const [port, width] of Object.entries(one.ports)) {
      const sign = one.signed[port] === true ? 'signed ' : '';
      lines.push(`  reg ${sign}[${width - 1}:0] ${port.toLowerCase()}${index};`);
    }
    lines.push(`  wire [${one.width - 1}:0] y${index} = ${one.expression.replaceAll('#', String(index))};`);
  });
  cases.forEach((one, index) => {
    lines.push(`  initial begin #${index * 2 * VECTORS};`);
    for (const vector of one.vectors) {
      const sets = Object.entries(vector).map(
        ([port, bits]) => `${port.toLowerCase()}${index} = ${bits.length}'b${bits};`,
      );
      lines.push(`    ${sets.join(' ')} #1 $display("%b", y${index});`);
    }
    lines.push('  end');
  });
  return [...lines, 'endmodule', ''].join('\n');
}
