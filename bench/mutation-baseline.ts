import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckEnvironment, DesignText } from '../src/checks/check-environment.ts';
import type { DesignFacts } from '../src/stimulus/facts.ts';
import { layoutInputs } from '../src/stimulus/layout.ts';
import { prefixModules } from '../src/stimulus/rename.ts';
import { icarusCompileCommand, vvpCommand } from '../src/tools/iverilog/index.ts';

const SEQUENCES = 100;
const STEPS = 1_000;

/**
 * The rule-based random testbench of CodeV-R1 (Y. Zhu et al., 2025), written anew from its published description as a
 * baseline: both designs renamed side by side, 100 sequences of 1,000 half-clock steps with uniform random inputs, again
 * after each non-empty subset of the resets is applied at each polarity; one clock; outputs compared with `===`.
 */
export function baselineBench(facts: DesignFacts, golden: string, candidate: string): string {
  const layout = layoutInputs(facts);
  const width = Math.max(1, layout.width);
  const clock = layout.clocks.find((each) => each.role === 'clock');
  const outputs = facts.ports.filter((port) => port.direction === 'output');
  const connect = (side: string) =>
    [
      ...layout.fields.map((field) => `.${field.name}(in[${field.at + field.width - 1}:${field.at}])`),
      ...outputs.map((port, at) => `.${port.name}(${side}${at})`),
    ].join(', ');
  const list = (side: string) => `{${outputs.map((_, at) => `${side}${at}`).join(', ')}}`;
  const mask = layout.resets.reduce((all, reset) => all | (1n << BigInt(reset.at)), 0n);
  const subsets = Array.from({ length: 2 ** Math.min(3, layout.resets.length) - 1 }, (_, code) =>
    layout.resets.filter((_reset, at) => ((code + 1) >> at) & 1).reduce((all, { at }) => all | (1n << BigInt(at)), 0n),
  );
  const rounds = subsets.flatMap((subset) =>
    ['ones', 'zeros'].map((level) => {
      const active = `${width}'h${subset.toString(16)}`;
      return `    // reset subset ${subset.toString(2)} with ${level}
    fixed = ${width}'h${mask.toString(16)};
    level = ${level === 'ones' ? active : `~${active} & ${width}'h${mask.toString(16)}`};
    repeat (4) step;
    level = ${level === 'ones' ? `${width}'d0` : `${width}'h${mask.toString(16)}`};
    repeat (${SEQUENCES * STEPS}) step;`;
    }),
  );
  return `\`timescale 1ns/1ps
module baseline_tb;
  reg [${width - 1}:0] in, random, fixed, level;
${outputs.map((port, at) => `  wire [${port.width - 1}:0] g${at}, c${at};`).join('\n')}
  ${golden} g (${connect('g')});
  ${candidate} c (${connect('c')});
  integer i, compared;
  task step;
    begin
      for (i = 0; i < ${width}; i = i + 1) random[i] = $urandom;
      in = (random & ~fixed) | level;
      ${clock === undefined ? '' : `in[${clock.at}] = clk; clk = ~clk;`}
      #10 compared = compared + 1;
      if (${list('g')} !== ${list('c')}) begin $display("BASELINE different %0d", compared); $finish; end
    end
  endtask
  reg clk;
  initial begin
    clk = 0; compared = 0; fixed = 0; level = 0; in = 0;
    repeat (${SEQUENCES * STEPS}) step;
${rounds.join('\n')}
    $display("BASELINE same %0d", compared);
    $finish;
  end
endmodule
`;
}

/** Runs the baseline on one pair: `pass`, `fail`, or how the run ended otherwise. */
export const runBaseline = (
  environment: CheckEnvironment,
  pair: { readonly golden: DesignText; readonly candidate: DesignText; readonly facts: DesignFacts },
): Promise<string> =>
  environment.withWorkdir(async (cwd) => {
    const text = (design: DesignText, prefix: string) =>
      prefixModules(design.files, prefix)
        .map((file) => file.text)
        .join('\n');
    writeFileSync(join(cwd, 'g.sv'), text(pair.golden, 'gold_'));
    writeFileSync(join(cwd, 'c.sv'), text(pair.candidate, 'cand_'));
    writeFileSync(
      join(cwd, 'tb.v'),
      baselineBench(pair.facts, `gold_${pair.golden.top}`, `cand_${pair.candidate.top}`),
    );
    const sources = ['tb.v', 'g.sv', 'c.sv'];
    const job = { cwd, sources, tops: ['baseline_tb'], generation: '2012', warnings: 'none', output: 'b' } as const;
    const compile = await environment.runTool(icarusCompileCommand(job));
    if (compile.exitCode !== 0) return 'fail';
    const run = await environment.runTool(vvpCommand({ cwd, image: 'b', waves: 'drop', limits: { wallMs: 60_000 } }));
    if (run.stdout.text.includes('BASELINE same')) return 'pass';
    return run.stdout.text.includes('BASELINE different') ? 'fail' : run.end;
  });
