import type { DesignText } from '../../src/checks/check-environment.ts';
import type { ExpectedPort } from '../../src/checks/interface.ts';
import type { ForeignBench } from '../../src/checks/simulate/index.ts';

/** A small design, a bench that counts samples in a structure named like everybody's, and its reference. */
const REFERENCE_BODY = `(
  input clk,
  input clear,
  input [3:0] step,
  output reg [7:0] total,
  output odd
);
  initial total = 0;
  always @(posedge clk) if (clear) total <= 0; else total <= total + step;
  assign odd = total[0];
endmodule
`;

export const RIGHT = `module accumulator ${REFERENCE_BODY}`;

export const WRONG = RIGHT.replace('total + step', 'total + step + 1');

const BENCH = `\`timescale 1ns/1ps
\`define SAMPLES 200
module stimulus(output reg clk, output reg clear, output reg [3:0] step);
  initial begin clk = 0; clear = 1; step = 0; end
  always #5 clk = ~clk;
  always @(negedge clk) begin clear <= ($random & 15) == 0; step <= $random; end
endmodule
module tb;
  typedef struct packed { int errors; int clocks; } stats;
  stats stats1;
  wire clk, clear;
  wire [3:0] step;
  wire [7:0] total_ref, total_dut;
  wire odd_ref, odd_dut;
  stimulus stim1 (.clk, .clear, .step);
  reference good1 (.clk, .clear, .step, .total(total_ref), .odd(odd_ref));
  accumulator dut (.clk, .clear, .step, .total(total_dut), .odd(odd_dut));
  task report_pass; $display("===== Your Design Passed ====="); endtask
  wire match = {total_ref, odd_ref} === ({total_ref, odd_ref} ^ {total_dut, odd_dut} ^ {total_ref, odd_ref});
  always @(negedge clk) begin
    stats1.clocks++;
    if (!match) stats1.errors++;
    if (stats1.clocks == \`SAMPLES) $finish;
  end
  final $display("Mismatches: %0d in %0d samples", stats1.errors, stats1.clocks);
  initial begin #100000 $display("TIMEOUT"); $finish; end
endmodule
`;

export const accumulatorBench: ForeignBench = {
  top: 'tb',
  files: [
    { path: 'tb.sv', text: BENCH },
    { path: 'reference.v', text: `module reference ${REFERENCE_BODY}` },
  ],
  data: [],
};

export const accumulator = (text: string): DesignText => ({
  top: 'accumulator',
  files: [{ path: 'accumulator.v', text }],
});

export const ACCUMULATOR_PORTS: readonly ExpectedPort[] = [
  { name: 'clk', direction: 'input', width: 1, range: [0, 0] },
  { name: 'clear', direction: 'input', width: 1, range: [0, 0] },
  { name: 'step', direction: 'input', width: 4, range: [3, 0] },
  { name: 'total', direction: 'output', width: 8, range: [7, 0] },
  { name: 'odd', direction: 'output', width: 1, range: [0, 0] },
];

/** The header of the design with other declarations or a body of the caller's. */
export const withBody = (body: string): string => `module accumulator(
  input clk, input clear, input [3:0] step, output [7:0] total, output odd);
${body}
endmodule
`;
