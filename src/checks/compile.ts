import type { Diagnostic } from '../contracts/source.ts';
import type { ToolRun } from '../contracts/tool.ts';
import type { Verdict } from '../contracts/verdict.ts';
import { parseVerilatorDiagnostics, verilatorLintCommand } from '../tools/verilator/index.ts';
import { type CheckEnvironment, type DesignText, trouble } from './check-environment.ts';
import { elaborateAlone } from './screen/elaborate.ts';
import { diagnosticsEvidence, type Finding, finding, invocationEvidence, verdictOf } from './verdict.ts';
import { writeFiles } from './work-files.ts';

/** What a run of Icarus' compiler shows. Warnings are evidence, never a failure. */
export const icarusFinding = (run: ToolRun, diagnostics: readonly Diagnostic[]): Finding =>
  compilerFinding('Icarus', run, diagnostics);

const compilerFinding = (title: string, run: ToolRun, diagnostics: readonly Diagnostic[]): Finding => {
  const evidence = [...diagnosticsEvidence(diagnostics), ...invocationEvidence([run])];
  const why = trouble(run);
  if (why !== null) return finding(why.status, why.summary, evidence);
  if (run.exitCode === 0) return finding('pass', `${title} compiles the design.`, evidence);
  const errors = diagnostics.filter((item) => item.severity === 'error');
  const [first] = errors;
  if (first === undefined)
    return finding('error', `${title} ended with status ${run.exitCode} and no diagnostic.`, evidence);
  if (errors.every((item) => UNSUPPORTED.has(item.code))) {
    return finding('unknown', `${title} does not support the design: ${first.message}.`, evidence);
  }
  const place = first.range === null ? '' : ` at ${first.range.file}:${first.range.line}`;
  return finding('fail', `${title} rejects the design${place}: ${first.message}.`, evidence);
};

/** Codes by which a tool says that the language is fine and it lacks the feature. */
const UNSUPPORTED: ReadonlySet<string> = new Set(['IVL-UNSUPPORTED', 'UNSUPPORTED']);

/** Compiles a screened design in one or both compilers. */
export const checkCompile = async (
  environment: CheckEnvironment,
  { design, compilers }: { readonly design: DesignText; readonly compilers: readonly ('iverilog' | 'verilator')[] },
): Promise<Verdict> => {
  const startedAt = environment.now();
  const findings = await Promise.all(
    compilers.map((compiler) =>
      compiler === 'iverilog' ? compileWithIcarus(environment, design) : compileWithVerilator(environment, design),
    ),
  );
  return verdictOf('compile', agreement(findings), environment.now() - startedAt);
};

const compileWithIcarus = async (environment: CheckEnvironment, design: DesignText): Promise<Finding> => {
  const { run, diagnostics } = await elaborateAlone(environment, design);
  return icarusFinding(run, diagnostics);
};

const compileWithVerilator = (environment: CheckEnvironment, design: DesignText): Promise<Finding> =>
  environment.withWorkdir(async (cwd) => {
    const written = await writeFiles(cwd, { party: 'dut', files: design.files });
    const limits = environment.limits ?? {};
    const command = verilatorLintCommand({ cwd, sources: written.sources, top: design.top, warnings: 'none', limits });
    const run = await environment.runTool(command, environment.signal);
    return compilerFinding('Verilator', run, written.named(parseVerilatorDiagnostics(run.stderr.text)));
  });

/** One judge suffices to pass beside one that lacks a feature; judges who contradict each other decide nothing. */
const agreement = (findings: readonly Finding[]): Finding => {
  const evidence = findings.flatMap((found) => found.evidence);
  const of = (status: Finding['status']): Finding | undefined => findings.find((found) => found.status === status);
  const summary = findings.map((found) => found.summary).join(' ');
  if (findings.length === 0) return finding('unknown', 'No compiler was asked.');
  for (const status of ['error', 'timeout'] as const)
    if (of(status) !== undefined) return finding(status, summary, evidence);
  if (of('pass') !== undefined && of('fail') !== undefined)
    return finding('unknown', `Compilers disagree. ${summary}`, evidence);
  if (of('fail') !== undefined) return finding('fail', summary, evidence);
  return finding(of('pass') === undefined ? 'unknown' : 'pass', summary, evidence);
};
