import type { Diagnostic } from '../contracts/source.ts';
import type { ToolRun } from '../contracts/tool.ts';
import type { Verdict } from '../contracts/verdict.ts';
import { parseVerilatorDiagnostics, verilatorLintCommand } from '../tools/verilator/index.ts';
import { type CheckEnvironment, type DesignText, trouble } from './check-environment.ts';
import { elaborateAlone } from './screen/elaborate.ts';
import { diagnosticsEvidence, type Finding, finding, invocationEvidence, verdictOf } from './verdict.ts';
import { writeFiles } from './work-files.ts';

export type Linter = 'iverilog' | 'verilator';

export interface LintRequest {
  /** A screened design. Comments are gone from it, so no pragma of the author hides a warning. */
  readonly design: DesignText;
  readonly linters: readonly Linter[];
  /** Codes of warnings that fail the check; all others are reported only. `*` stands for every code. */
  readonly failOn: readonly string[];
  /** Codes that are switched off in the linter itself. */
  readonly waivers?: readonly string[];
}

/** Verilator compares file names with module names; the names in the work folder are not the author's choice. */
const PLACE_WAIVERS = ['DECLFILENAME'];

/** Lints with `verilator --lint-only -Wall` and `iverilog -Wall`. */
export const checkLint = async (environment: CheckEnvironment, request: LintRequest): Promise<Verdict> => {
  const startedAt = environment.now();
  const reports = await Promise.all(request.linters.map((linter) => LINTERS[linter](environment, request)));
  return verdictOf('lint', lintFinding(reports, request.failOn), environment.now() - startedAt);
};

interface LintReport {
  readonly run: ToolRun;
  readonly diagnostics: readonly Diagnostic[];
}

const lintWithIcarus = async (environment: CheckEnvironment, { design }: LintRequest): Promise<LintReport> => {
  const { run, diagnostics } = await elaborateAlone(environment, design);
  return { run, diagnostics };
};

const lintWithVerilator = (environment: CheckEnvironment, { design, waivers = [] }: LintRequest): Promise<LintReport> =>
  environment.withWorkdir(async (cwd) => {
    const written = await writeFiles(cwd, { party: 'dut', files: design.files });
    const command = verilatorLintCommand({
      cwd,
      sources: written.sources,
      top: design.top,
      warnings: 'all',
      waivers: [...PLACE_WAIVERS, ...waivers],
      limits: environment.limits ?? {},
    });
    const run = await environment.runTool(command, environment.signal);
    return { run, diagnostics: written.named(parseVerilatorDiagnostics(run.stderr.text)) };
  });

const LINTERS = { iverilog: lintWithIcarus, verilator: lintWithVerilator } as const satisfies Readonly<
  Record<Linter, (environment: CheckEnvironment, request: LintRequest) => Promise<LintReport>>
>;

const lintFinding = (reports: readonly LintReport[], failOn: readonly string[]): Finding => {
  const items = reports.flatMap((report) => report.diagnostics);
  const evidence = [...diagnosticsEvidence(items), ...invocationEvidence(reports.map((report) => report.run))];
  if (reports.length === 0) return finding('unknown', 'No linter was asked.');
  for (const { run } of reports) {
    const why = trouble(run);
    if (why !== null) return finding(why.status, why.summary, evidence);
  }
  const bad = items.filter((item) => item.severity === 'error' || failOn.includes(item.code) || failOn.includes('*'));
  const [first] = bad;
  if (first !== undefined) {
    const place = first.range === null ? '' : ` (${first.range.file}:${first.range.line})`;
    const more = bad.length > 1 ? `, and ${bad.length - 1} more` : '';
    return finding('fail', `${first.code}: ${first.message}${place}${more}.`, evidence);
  }
  const mute = reports.find(({ run }) => run.exitCode !== 0);
  if (mute !== undefined) {
    return finding(
      'error',
      `${mute.run.command.tool} ended with status ${mute.run.exitCode} and no diagnostic.`,
      evidence,
    );
  }
  const count =
    items.length === 0 ? 'without a warning' : `with ${items.length} warnings, none of which was asked to fail`;
  return finding('pass', `Linted ${count}.`, evidence);
};
