import type { DesignFacts } from '../../stimulus/facts.ts';
import type { InputLayout } from '../../stimulus/layout.ts';
import type { Nonce } from '../../stimulus/result-channel.ts';

/** What one design showed: its outputs wherever they changed. */
export interface OutputChange {
  /** Number of the settled point, counted over the whole stimulus; equal stimulus gives equal numbers. */
  readonly point: number;
  /** All outputs as binary digits with x and z, the first port on the left, each most significant bit first. */
  readonly value: string;
}

export interface ObserveBenchOptions {
  readonly facts: Pick<DesignFacts, 'ports'>;
  readonly layout: InputLayout;
  /** All inputs before the first step. */
  readonly initial: bigint;
  readonly nonce: Nonce;
  /** Module under observation. */
  readonly top: string;
}

/** File that {@link observeBench} reads its steps from, in the form of `stimulusText`. */
export const OBSERVE_STIMULUS = 'stimulus.txt';

/** Time between a change and the sample, in the bench's time unit; longer than the `#1` some designs write. */
const SETTLE = 100;

/**
 * Verilog-2005 text of a bench that drives one design with a file of steps and prints its outputs at every settled
 * point at which they differ from the point before. Every name in it and every line it prints begins with the nonce.
 */
export function observeBench({ facts, layout, initial, nonce: n, top }: ObserveBenchOptions): string {
  const outputs = facts.ports.filter((port) => port.direction === 'output');
  const width = Math.max(1, layout.width);
  const outputWidth = Math.max(
    1,
    outputs.reduce((sum, port) => sum + port.width, 0),
  );
  const inputs = layout.fields.map((field) => `.${field.name}(${n}_in[${field.at + field.width - 1}:${field.at}])`);
  const connected = outputs.map((port, index) => `.${port.name}(${n}_o${index})`);
  const packed = outputs.map((_, index) => `${n}_o${index}`).join(', ');
  return `\`timescale 1ns / 1ps
module ${n}_bench;
  reg [${width - 1}:0] ${n}_in = ${width}'h${initial.toString(16)};
  reg [${width - 1}:0] ${n}_data;
  reg [31:0] ${n}_repeat, ${n}_toggle;
  integer ${n}_file, ${n}_read, ${n}_sub, ${n}_point;
${outputs.map((port, index) => `  wire [${port.width - 1}:0] ${n}_o${index};`).join('\n')}
  wire [${outputWidth - 1}:0] ${n}_now = ${packed === '' ? "1'b0" : `{${packed}}`};
  reg [${outputWidth - 1}:0] ${n}_last;
  ${top} ${n}_dut (${[...inputs, ...connected].join(', ')});
${sampling(n)}
${mainProcess(n, { width, clockMask: layout.clockMask })}
endmodule
`;
}

const sampling = (n: Nonce): string => `  task ${n}_look;
    begin
      #${SETTLE};
      if (${n}_point == 0 || ${n}_now !== ${n}_last) $display("${n} at %0d %b", ${n}_point, ${n}_now);
      ${n}_last = ${n}_now;
      ${n}_point = ${n}_point + 1;
    end
  endtask`;

function mainProcess(n: Nonce, of: { readonly width: number; readonly clockMask: bigint }): string {
  const clocks = `${of.width}'h${of.clockMask.toString(16)}`;
  const read = `${n}_read = $fscanf(${n}_file, "%h %h %h", ${n}_repeat, ${n}_toggle, ${n}_data);`;
  return `  initial begin
    ${n}_point = 0;
    ${n}_file = $fopen("${OBSERVE_STIMULUS}", "r");
    ${read}
    while (${n}_read == 3) begin
      ${n}_in = (${n}_data & ~${clocks}) | (${n}_in & ${clocks});
      ${n}_look;
      ${n}_sub = 0;
      while (${n}_toggle != 0 && ${n}_sub < ${n}_repeat) begin
        ${n}_sub = ${n}_sub + 1;
        ${n}_in[${n}_toggle - 1] = ~${n}_in[${n}_toggle - 1];
        ${n}_look;
      end
      ${read}
    end
    $display("${n} end %0d", ${n}_point);
    $finish;
  end`;
}

/**
 * The changes that a run printed and the number of points it reached; null where the mark of the end is missing or
 * stands twice, because then nothing of the run may be believed.
 */
export function readObservation(
  stdout: string,
  nonce: Nonce,
): { readonly changes: readonly OutputChange[]; readonly points: number } | null {
  const changes: OutputChange[] = [];
  let points: number | null = null;
  for (const line of stdout.split('\n')) {
    const [mark, kind, number = '', value = ''] = line.trimEnd().split(' ');
    if (mark !== nonce) continue;
    if (points !== null) return null;
    if (kind === 'end') points = Number(number);
    else if (kind === 'at') changes.push({ point: Number(number), value });
  }
  return points === null ? null : { changes, points };
}
