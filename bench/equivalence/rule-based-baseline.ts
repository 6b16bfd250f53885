/**
 * The rule-based equivalence test that the CodeV-R1 paper (2025) describes, written anew from that description: both
 * designs renamed in one bench, 100 sequences of 1,000 random half-clock steps, and again after every non-empty
 * subset of the resets at either polarity; outputs compared with `===`; one clock only; Icarus.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckEnvironment, DesignText } from '../../src/checks/check-environment.ts';
import type { Netlist, ResetInput } from '../../src/formal/index.ts';
import { icarusCompileCommand, vvpCommand } from '../../src/tools/iverilog/index.ts';

const SEQUENCES = 100;
const STEPS = 1000;

/** What the golden shows to the method: its ports, its one clock and its resets. */
export interface BaselineGolden {
  readonly design: DesignText;
  readonly netlist: Netlist;
  readonly clock: string | null;
  readonly resets: readonly ResetInput[];
  /** `first` ends a run at the first difference; `none` runs every sequence and counts. */
  readonly stopAt: 'first' | 'none';
}

/** Answer of the baseline. */
export type BaselineAnswer = 'same' | 'different' | 'no-run';

/** Runs the published method on one candidate. */
export async function ruleBasedBaseline(
  env: CheckEnvironment,
  golden: BaselineGolden,
  candidate: DesignText,
): Promise<BaselineAnswer> {
  return env.withWorkdir(async (folder) => {
    await writeFile(join(folder, 'g.sv'), golden.design.files[0]?.text ?? '');
    await writeFile(join(folder, 'c.sv'), candidate.files[0]?.text ?? '');
    await writeFile(join(folder, 'tb.sv'), bench(golden, candidate.top));
    const sources = ['tb.sv', 'g.sv', 'c.sv'];
    const compiled = await env.runTool(
      icarusCompileCommand({
        cwd: folder,
        sources,
        tops: ['tb'],
        generation: '2012',
        warnings: 'none',
        output: 'a.vvp',
      }),
    );
    if (compiled.exitCode !== 0) return 'no-run';
    const run = await env.runTool(
      vvpCommand({ cwd: folder, image: 'a.vvp', waves: 'drop', limits: { wallMs: 120_000 } }),
    );
    if (/^DIFF/m.test(run.stdout.text)) return 'different';
    return /^DONE/m.test(run.stdout.text) ? 'same' : 'no-run';
  });
}

/** Every non-empty subset of the resets with every polarity of its members, as assignments. */
function scenarios(resets: readonly ResetInput[]): readonly string[][] {
  let all: string[][] = [[]];
  for (const reset of resets) {
    all = all.flatMap((subset) => [subset, [...subset, `${reset.port} = 1;`], [...subset, `${reset.port} = 0;`]]);
  }
  return all.filter((subset) => subset.length > 0);
}

function bench(golden: BaselineGolden, top: string): string {
  const inputs = golden.netlist.ports.filter((port) => port.direction === 'input');
  const outputs = golden.netlist.ports.filter((port) => port.direction === 'output');
  const data = inputs.filter((port) => port.name !== golden.clock);
  const instance = (side: string, module: string): string =>
    `  ${module} u_${side} (${[
      ...inputs.map((port) => `.${port.name}(${port.name})`),
      ...outputs.map((port) => `.${port.name}(${side}_${port.name})`),
    ].join(', ')});`;
  const draw = data.map((port) => {
    const words = Array.from({ length: Math.ceil(port.bits.length / 32) }, () => '$random(seed)').join(', ');
    return `    ${port.name} = {${words}};`;
  });
  const toggle = golden.clock === null ? '' : `${golden.clock} = ~${golden.clock};`;
  const resetTasks = scenarios(golden.resets).map(
    (sets) =>
      `    repeat (${SEQUENCES}) begin ${sets.join(' ')} repeat (4) begin #1 ${toggle} end sequence_of_steps; end`,
  );
  return [
    'module tb;',
    '  integer seed = 1, differences = 0;',
    ...inputs.map((port) => `  reg [${port.bits.length - 1}:0] ${port.name} = 0;`),
    ...outputs.map((port) => `  wire [${port.bits.length - 1}:0] g_${port.name}, c_${port.name};`),
    instance('g', golden.design.top),
    instance('c', top),
    '  task draw; begin',
    ...draw,
    '  end endtask',
    '  task check; begin',
    ...outputs.map(
      (port) =>
        `    if (!(g_${port.name} === c_${port.name})) begin $display("DIFF ${port.name}"); ${golden.stopAt === 'first' ? '$finish;' : 'differences = differences + 1;'} end`,
    ),
    '  end endtask',
    '  task sequence_of_steps; begin',
    `    repeat (${STEPS}) begin draw; #1 ${toggle} #1 check; end`,
    '  end endtask',
    '  initial begin',
    `    repeat (${SEQUENCES}) sequence_of_steps;`,
    ...resetTasks,
    '    $display("DONE"); $finish;',
    '  end',
    'endmodule',
    '',
  ].join('\n');
}
