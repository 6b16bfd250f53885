import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from '../contracts/source.ts';
import type { ToolRun } from '../contracts/tool.ts';
import {
  type IcarusCore,
  icarusCompileCommand,
  icarusCoreCommand,
  icarusCoreConfiguration,
  icarusCoreRunCommand,
  isExpanded,
  needsOnlyBasics,
  parseIcarusDiagnostics,
} from '../tools/iverilog/index.ts';
import type { CheckEnvironment, DesignFile } from './check-environment.ts';
import { isHeader, type NamedFiles, nameFiles, writeFiles } from './work-files.ts';

/** Files of one party of a compilation, such as the bench or the design under test. */
export interface Party {
  readonly party: string;
  readonly files: readonly DesignFile[];
}

export interface CompileRequest {
  readonly cwd: string;
  /** In compile order. */
  readonly parties: readonly Party[];
  readonly top: string;
  readonly output: string;
  readonly warnings: 'all' | 'none';
}

export interface CompileResult {
  readonly run: ToolRun;
  /** File names are the parties' own. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Compiles with Icarus into a work folder: without the driver where the environment knows how and no macro is left. */
export const compileWithIcarus = (environment: CheckEnvironment, request: CompileRequest): Promise<CompileResult> => {
  const core = directCore(environment, request);
  return core === null ? compileByDriver(environment, request) : compileDirectly(environment, { ...request, core });
};

/** The inner compiler, where it can read these texts. */
const directCore = (environment: CheckEnvironment, { parties }: Pick<CompileRequest, 'parties'>): IcarusCore | null => {
  const core = environment.icarus ?? null;
  const plain = parties.every(({ files }) => files.every((file) => !isHeader(file.path) && isExpanded(file.text)));
  return plain ? core : null;
};

const compileByDriver = async (environment: CheckEnvironment, request: CompileRequest): Promise<CompileResult> => {
  const written: NamedFiles[] = [];
  for (const party of request.parties) written.push(await writeFiles(request.cwd, party));
  const command = icarusCompileCommand({
    cwd: request.cwd,
    sources: written.flatMap((files) => files.sources),
    tops: [request.top],
    generation: '2012',
    warnings: request.warnings,
    output: request.output,
    includeFolders: request.parties.map((party) => party.party),
    limits: environment.limits ?? {},
  });
  return finish(await environment.runTool(command, environment.signal), written);
};

const SOURCE = 'expanded.v';
const CONFIGURATION = 'icarus.conf';

type DirectRequest = CompileRequest & { readonly core: IcarusCore };

const compileDirectly = async (environment: CheckEnvironment, request: DirectRequest): Promise<CompileResult> => {
  const { job, named } = await prepareDirect(environment, request);
  return finish(await environment.runTool(icarusCoreCommand(job), environment.signal), named);
};

const prepareDirect = async (environment: CheckEnvironment, request: DirectRequest) => {
  const { core, cwd, top, output, warnings } = request;
  const named = request.parties.map(nameFiles);
  const text = concatenated(request.parties, named);
  const modules: 'all' | 'basic' = needsOnlyBasics(text) ? 'basic' : 'all';
  const own = { modules, source: SOURCE, configuration: CONFIGURATION, limits: environment.limits ?? {} };
  const job = { core, cwd, top, output, warnings, ...own };
  await Promise.all([
    writeFile(join(cwd, SOURCE), text),
    writeFile(join(cwd, CONFIGURATION), icarusCoreConfiguration(job)),
  ]);
  return { job, named };
};

/** What a compilation and the run after it came to. */
export interface CompileAndRunResult extends CompileResult {
  /** What the simulator printed; null where the design did not compile, and `run` is then the compiler's. */
  readonly printed: string | null;
}

/**
 * Compiles and runs in one start, dumps dropped; null where this environment or these texts need the driver. `mark` is
 * a secret of this run, a plain name; `simulateCpuMs` caps the processor time of the simulator alone.
 */
export const compileAndRunWithIcarus = async (
  environment: CheckEnvironment,
  request: CompileRequest & { readonly mark: string; readonly simulateCpuMs: number },
): Promise<CompileAndRunResult | null> => {
  const core = directCore(environment, request);
  if (core?.chained !== true) return null;
  const { mark, simulateCpuMs } = request;
  const { job, named } = await prepareDirect(environment, { ...request, core });
  const command = icarusCoreRunCommand({ ...job, mark, simulateCpuMs });
  const run = outOfTime(notFound(await environment.runTool(command, environment.signal)), simulateCpuMs);
  const between = `${mark}\n`;
  const at = run.stdout.text.startsWith(between) ? 0 : run.stdout.text.indexOf(`\n${between}`) + 1;
  const compiled = at > 0 || run.stdout.text.startsWith(between);
  return { ...finish(run, named), printed: compiled ? run.stdout.text.slice(at + between.length) : null };
};

/** A shell that cannot find or start a program says so by its status; the compiler's own errors come with messages. */
const notFound = (run: ToolRun): ToolRun => {
  const missing = (run.exitCode === 126 || run.exitCode === 127) && /^sh: /m.test(run.stderr.text);
  return missing ? { ...run, end: 'not-found', exitCode: null } : run;
};

/** A simulator that used up its processor time has hung; the cap that it met is the one to tell of. */
const outOfTime = (run: ToolRun, wallMs: number): ToolRun => {
  if (run.signal !== 'SIGXCPU') return run;
  return { ...run, end: 'timed-out', command: { ...run.command, limits: { ...run.command.limits, wallMs } } };
};

/** The marks that the driver's preprocessor would set, so that messages keep their places. */
const concatenated = (parties: readonly Party[], named: readonly NamedFiles[]): string =>
  parties
    .flatMap(({ files }, p) => files.map((file, f) => `\`line 1 "${named[p]?.names[f] ?? 'file.v'}" 0\n${file.text}\n`))
    .join('');

const finish = (run: ToolRun, named: readonly NamedFiles[]): CompileResult => ({
  run,
  diagnostics: named.reduce((items, files) => files.named(items), parseIcarusDiagnostics(run.stderr.text)),
});
