import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, type Outcome, ok } from '../contracts/outcome.ts';
import { readNetlist } from '../formal/netlist/read.ts';
import type { Netlist } from '../formal/netlist/types.ts';
import type { DesignFacts } from '../stimulus/facts.ts';
import { factsOfNetlist } from '../stimulus/netlist-facts.ts';
import { factsOfText } from '../stimulus/text-facts.ts';
import { icarusCompileCommand, parseIcarusDiagnostics, parseIcarusImage } from '../tools/iverilog/index.ts';
import { netlistScript, parseYosysDiagnostics, yosysCommand } from '../tools/yosys/index.ts';
import { type CheckEnvironment, type DesignText, trouble } from './check-environment.ts';
import { writeFiles } from './work-files.ts';

/**
 * Elaborates a design into its flat word-level netlist; the error says why that cannot be done. An `always_comb` with
 * an incomplete case is a latch to simulators and an error to Yosys, so such processes are read as `always @(*)`: what
 * is read here decides on stimulus only, never on a verdict.
 */
export async function readDesignNetlist(
  environment: CheckEnvironment,
  design: DesignText,
): Promise<Outcome<Netlist, string>> {
  const strict = await elaborate(environment, design);
  if (strict.ok) return strict;
  const relaxed = { ...design, files: design.files.map((file) => ({ ...file, text: relaxProcesses(file.text) })) };
  const second = await elaborate(environment, relaxed);
  return second.ok ? second : strict;
}

const relaxProcesses = (text: string): string => text.replace(/\balways_(?:comb|latch)\b/g, 'always @(*)');

const elaborate = (environment: CheckEnvironment, design: DesignText): Promise<Outcome<Netlist, string>> =>
  environment.withWorkdir(async (cwd) => {
    const { sources } = await writeFiles(cwd, { party: 'dut', files: design.files });
    const script = netlistScript([{ sources, top: design.top, output: 'netlist.json' }]);
    const run = await environment.runTool(
      yosysCommand({ cwd, script, log: 'quiet', limits: environment.limits ?? {} }),
      environment.signal,
    );
    const why = trouble(run);
    if (why !== null) return fail(why.summary);
    const said = parseYosysDiagnostics(run.stderr.text).find((item) => item.severity === 'error');
    if (run.exitCode !== 0) return fail(said?.message ?? 'yosys failed without a reason');
    const netlist = readNetlist(await readFile(join(cwd, 'netlist.json'), 'utf8'), design.top);
    return netlist.ok ? netlist : fail(netlist.error.detail);
  });

/**
 * Facts for stimulus: from the elaborated design, or from its text and its compiled interface where the elaborator
 * cannot read it. The error says why neither works.
 */
export async function readDesignFacts(
  environment: CheckEnvironment,
  design: DesignText,
): Promise<Outcome<DesignFacts, string>> {
  const netlist = await readDesignNetlist(environment, design);
  if (netlist.ok) return ok(factsOfNetlist(netlist.value));
  return await environment.withWorkdir(async (cwd) => {
    const { sources } = await writeFiles(cwd, { party: 'dut', files: design.files });
    const job = { cwd, sources, tops: [design.top], generation: '2012', warnings: 'none', output: 'dut.vvp' } as const;
    const run = await environment.runTool(icarusCompileCommand(job), environment.signal);
    const why = trouble(run);
    if (why !== null) return fail(why.summary);
    const said = parseIcarusDiagnostics(run.stderr.text).find((item) => item.severity === 'error');
    if (run.exitCode !== 0) return fail(`${netlist.error}; ${said?.message ?? 'iverilog failed without a reason'}`);
    const image = parseIcarusImage(await readFile(join(cwd, 'dut.vvp'), 'utf8'));
    const scope = image.scopes.find((each) => each.parent === null && each.type === design.top);
    if (scope === undefined) return fail(`${netlist.error}; no module ${design.top}`);
    const text = design.files.map((file) => file.text).join('\n');
    return ok({ ...factsOfText(text, scope.ports), top: design.top });
  });
}
