import type { VectorTable } from './vectors.ts';
import { outputPositions, tableWidths } from './vectors.ts';

/**
 * A stand-alone self-checking testbench in Verilog-2005, for Icarus and Verilator: the recorded stimulus with the
 * golden's answers, without the golden. It ends with one line, `RESULT compared=N mismatched=M`, after at most five
 * `MISMATCH` lines.
 */
export function verilogBench(table: VectorTable): string {
  const { inputs, outputs } = tableWidths(table);
  const width = inputs + 2 * outputs;
  const count = table.vectors.length;
  return `// Self-checking testbench of ${table.top}: ${count} points, seed ${table.seed}.
// With Icarus: iverilog -s tb tb.v DESIGN.v
// With Verilator: verilator --binary --timing --top-module tb tb.v DESIGN.v
// Each word holds the inputs, the expected outputs, and which output bits are compared.
\`timescale 1ns / 1ps
module tb;
  reg [${width - 1}:0] points [0:${count - 1}];
  reg [${width - 1}:0] point;
${inputs > 0 ? `  reg [${inputs - 1}:0] in = ${table.start};\n` : ''}  reg [${outputs - 1}:0] expected, care;
  wire [${outputs - 1}:0] got;
  integer i, compared, mismatched;

  ${table.top} dut (
${connections(table).join(',\n')}
  );

  initial begin
${rows(table, width).join('\n')}
    compared = 0;
    mismatched = 0;
    for (i = 0; i < ${count}; i = i + 1) begin
      point = points[i];
      {${inputs > 0 ? 'in, ' : ''}expected, care} = point;
      #100;
      compared = compared + 1;
      if (((got ^ expected) & care) !== ${outputs}'d0) begin
        mismatched = mismatched + 1;
        if (mismatched <= 5)
          $display("MISMATCH point=%0d${inputs > 0 ? ' inputs=%h' : ''} expected=%h care=%h got=%h", i${inputs > 0 ? ', in' : ''}, expected, care, got);
      end
    end
    $display("RESULT compared=%0d mismatched=%0d", compared, mismatched);
    $finish;
  end
endmodule
`;
}

function connections(table: VectorTable): readonly string[] {
  const range = (at: number, width: number): string => (width === 1 ? `[${at}]` : `[${at + width - 1}:${at}]`);
  return [
    ...table.inputs.map((field) => `    .${field.name}(in${range(field.at, field.width)})`),
    ...outputPositions(table).map(({ port, at }) => `    .${port.name}(got${range(at, port.width)})`),
  ];
}

const ROWS_A_LINE = 4;

function rows(table: VectorTable, width: number): readonly string[] {
  const shift = BigInt(tableWidths(table).outputs);
  const words = table.vectors.map(({ inputs, expected, care }, index) => {
    const packed = (((inputs << shift) | expected) << shift) | care;
    return `points[${index}] = ${width}'h${packed.toString(16)};`;
  });
  return Array.from(
    { length: Math.ceil(words.length / ROWS_A_LINE) },
    (_, line) => `    ${words.slice(line * ROWS_A_LINE, (line + 1) * ROWS_A_LINE).join(' ')}`,
  );
}
