import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, type Outcome, ok } from '../contracts/outcome.ts';
import type { Diagnostic } from '../contracts/source.ts';
import type { ToolRun } from '../contracts/tool.ts';
import type { Verdict } from '../contracts/verdict.ts';
import {
  parseYosysDiagnostics,
  parseYosysStatistics,
  type YosysStatistics,
  yosysCommand,
} from '../tools/yosys/index.ts';
import { parseLongestPath, synthesisFiles, synthesisScript } from '../tools/yosys/synthesis.ts';
import { type CheckEnvironment, type DesignText, trouble } from './check-environment.ts';
import { diagnosticsEvidence, type Finding, finding, invocationEvidence, verdictOf } from './verdict.ts';
import { writeFiles } from './work-files.ts';

/** What a design costs and what is wrong with its structure, for generic gates and 4-input LUTs. */
export interface SynthesisFacts {
  /** Gates with at most two inputs, multiplexers and inverters. */
  readonly gates: number;
  /** Bits of flip-flops. */
  readonly flipFlops: number;
  /** Bits of latches, which are rarely meant. */
  readonly latches: number;
  /** 4-input look-up tables. */
  readonly luts: number;
  /** Gates on the longest combinational path between registers, inputs and outputs. */
  readonly longestPath: number | null;
  readonly multipleDrivers: readonly Diagnostic[];
  readonly loops: readonly Diagnostic[];
}

/** Candidate through golden; null where the golden has none of the kind. */
export interface SynthesisRatios {
  readonly gates: number | null;
  readonly flipFlops: number | null;
  readonly luts: number | null;
  readonly longestPath: number | null;
}

export interface SynthesisResult {
  /** `pass` for a circuit without conflicting drivers and combinational loops; latches are told, not judged. */
  readonly verdict: Verdict;
  readonly facts: SynthesisFacts | null;
  readonly ratios: SynthesisRatios | null;
}

interface Synthesized {
  readonly facts: SynthesisFacts;
  readonly run: ToolRun;
}

/** Synthesizes a screened design with Yosys, and the golden beside it where there is one. */
export async function checkSynthesis(
  environment: CheckEnvironment,
  { design, golden }: { readonly design: DesignText; readonly golden: DesignText | null },
): Promise<SynthesisResult> {
  const startedAt = environment.now();
  const [own, reference] = await Promise.all([
    synthesize(environment, design),
    golden === null ? null : synthesize(environment, golden),
  ]);
  const found = own.ok ? judge(own.value) : own.error;
  const verdict = verdictOf('synthesize', found, environment.now() - startedAt);
  const facts = own.ok ? own.value.facts : null;
  const ratios = facts === null || reference === null || !reference.ok ? null : ratiosOf(facts, reference.value.facts);
  return { verdict, facts, ratios };
}

const synthesize = (environment: CheckEnvironment, design: DesignText): Promise<Outcome<Synthesized, Finding>> =>
  environment.withWorkdir(async (cwd) => {
    const { sources, named } = await writeFiles(cwd, { party: 'dut', files: design.files });
    const job = { sources, top: design.top, prefix: 'synth' };
    const command = yosysCommand({ cwd, script: synthesisScript(job), log: 'quiet', limits: environment.limits ?? {} });
    const run = await environment.runTool(command, environment.signal);
    const diagnostics = named(parseYosysDiagnostics(run.stderr.text));
    const evidence = [...diagnosticsEvidence(diagnostics), ...invocationEvidence([run])];
    const why = trouble(run);
    if (why !== null) return fail(finding(why.status, why.summary, evidence));
    if (run.exitCode !== 0) {
      // Yosys refuses much that is legal, so its refusal is no proof of a fault.
      const said = diagnostics.find((item) => item.severity === 'error')?.message ?? 'no reason given';
      return fail(finding('unknown', `Yosys does not synthesize the design: ${said}`, evidence));
    }
    const facts = await readFacts(cwd, named);
    return facts.ok ? ok({ facts: facts.value, run }) : fail(finding('error', facts.error, evidence));
  });

async function readFacts(
  cwd: string,
  named: (items: readonly Diagnostic[]) => readonly Diagnostic[],
): Promise<Outcome<SynthesisFacts, string>> {
  const files = synthesisFiles({ prefix: 'synth' });
  const read = (name: string): Promise<string> => readFile(join(cwd, name), 'utf8');
  const gates = parseYosysStatistics(await read(files.gates));
  const luts = parseYosysStatistics(await read(files.luts));
  if (!gates.ok) return gates;
  if (!luts.ok) return luts;
  const said = async (file: string, code: string): Promise<readonly Diagnostic[]> =>
    named(parseYosysDiagnostics(await read(file))).filter((item) => item.code === code);
  const flipFlops = countOf(gates.value, FLIP_FLOP);
  const latches = countOf(gates.value, LATCH);
  return ok({
    gates: gates.value.cells - flipFlops - latches,
    flipFlops,
    latches,
    luts: luts.value.cellsByType['$lut'] ?? 0,
    longestPath: parseLongestPath(await read(files.path)),
    multipleDrivers: await said(files.drivers, 'YOSYS-DRIVERS'),
    loops: await said(files.loops, 'YOSYS-LOOP'),
  });
}

const FLIP_FLOP = /^\$_(?:AL|S)?D?FF[A-Z]*_/;
const LATCH = /^\$_(?:DLATCH|DLATCHSR|SR)[A-Z]*_/;

const countOf = (statistics: YosysStatistics, kind: RegExp): number =>
  Object.entries(statistics.cellsByType).reduce((sum, [type, count]) => sum + (kind.test(type) ? count : 0), 0);

function judge({ facts, run }: Synthesized): Finding {
  const faults = [...facts.multipleDrivers, ...facts.loops];
  const evidence = [...diagnosticsEvidence(faults), ...invocationEvidence([run])];
  const [first] = faults;
  if (first !== undefined) return finding('fail', `Not a well-formed circuit: ${first.message}`, evidence);
  const latches = facts.latches === 0 ? '' : `, ${facts.latches} latch bits (inferred where a value is not always set)`;
  const path = facts.longestPath === null ? '' : `, longest path ${facts.longestPath} gates`;
  const size = `${facts.gates} gates, ${facts.flipFlops} flip-flops, ${facts.luts} LUTs`;
  return finding('pass', `Synthesizes to ${size}${path}${latches}.`, evidence);
}

function ratiosOf(own: SynthesisFacts, golden: SynthesisFacts): SynthesisRatios {
  const ratio = (a: number | null, b: number | null): number | null =>
    a === null || b === null || b === 0 ? null : a / b;
  return {
    gates: ratio(own.gates, golden.gates),
    flipFlops: ratio(own.flipFlops, golden.flipFlops),
    luts: ratio(own.luts, golden.luts),
    longestPath: ratio(own.longestPath, golden.longestPath),
  };
}
