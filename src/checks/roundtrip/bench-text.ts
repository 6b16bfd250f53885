import type { PlanModule, PlanPort } from '../../contracts/plan.ts';

/** A testbench of ours, and how many comparisons it makes when nothing ends it early. */
export interface RoundTripBench {
  readonly text: string;
  readonly top: string;
  readonly comparisons: number;
  /** What of the spec it replays (`12 rows of a table`). */
  readonly of: string;
  /** Inputs in the order of a printed step. */
  readonly inputs: readonly string[];
  /** Outputs in the order in which they are joined for comparison, with their widths in bits. */
  readonly outputs: readonly { readonly name: string; readonly width: number }[];
}

const declaration = (port: PlanPort): string => {
  const range = port.type.range ?? [Number(port.type.width) - 1, 0];
  const isScalar = port.type.range === undefined && Number(port.type.width) === 1;
  return `${port.dir === 'input' ? 'reg' : 'wire'}${isScalar ? '' : ` [${range[0]}:${range[1]}]`} ${port.name};`;
};

/** First word of a line that shows one comparison. */
export const stepMark = (nonce: string): string => `${nonce}_step`;

/**
 * Wraps stimulus into a module that drives every input of `module` and compares through a task.
 * Names of ours start with the nonce, which a design written before the bench cannot contain; all that is printed
 * stands behind the nonce: the result at the end, and before it comparisons up to the first difference. Nothing calls `$finish`: several benches share one run, which ends
 * when no event is left, and a design with a clock of its own is cut off by the time limit.
 */
export function benchAround(
  module: PlanModule,
  nonce: string,
  stimulus: {
    readonly declarations: readonly string[];
    readonly body: readonly string[];
    readonly compareWidth: number;
    /** Comparisons that are printed for a failure: those up to the first that differs, or that one alone. */
    readonly shows: 'up-to-difference' | 'difference';
  },
): string {
  const n = (name: string): string => `${nonce}_${name}`;
  const inputs = module.ports.filter((port) => port.dir === 'input');
  const top = stimulus.compareWidth - 1;
  const step = `$display("${stepMark(nonce)} %0d${' %b'.repeat(inputs.length + 3)}", ${[n('compared'), ...inputs.map((port) => port.name), 'got', 'want', 'care'].join(', ')});`;
  return [
    '`timescale 1ns/1ps',
    `module ${n('bench')};`,
    ...module.ports.map((port) => `  ${declaration(port)}`),
    `  integer ${n('compared')}, ${n('bad')}, ${n('first')};`,
    ...stimulus.declarations.map((line) => `  ${line}`),
    `  ${module.name} ${n('dut')} (${module.ports.map((port) => `.${port.name}(${port.name})`).join(', ')});`,
    // Only cared bits count; a cared bit must be exactly 0 or 1, so an x never passes.
    `  task ${n('check')}(input [${top}:0] got, input [${top}:0] want, input [${top}:0] care);`,
    '    begin',
    `      ${n('compared')} = ${n('compared')} + 1;`,
    ...(stimulus.shows === 'difference' ? [] : [`      if (${n('first')} < 0) ${step}`]),
    '      if (((got ^ want) & care) !== 0) begin',
    `        ${n('bad')} = ${n('bad')} + 1;`,
    ...(stimulus.shows === 'difference' ? [`        if (${n('first')} < 0) ${step}`] : []),
    `        if (${n('first')} < 0) ${n('first')} = ${n('compared')};`,
    '      end',
    '    end',
    '  endtask',
    '  initial begin',
    `    ${n('compared')} = 0; ${n('bad')} = 0; ${n('first')} = -1;`,
    ...inputs.map((port) => `    ${port.name} = 0;`),
    ...stimulus.body.map((line) => `    ${line}`),
    `    $display("${nonce} %0d %0d %0d", ${n('compared')}, ${n('bad')}, ${n('first')});`,
    '  end',
    'endmodule',
    '',
  ].join('\n');
}
