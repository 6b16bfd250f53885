import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from '../contracts/source.ts';
import type { ToolRun } from '../contracts/tool.ts';
import {
  type IcarusCore,
  icarusCompileCommand,
  icarusCoreCommand,
  icarusCoreConfiguration,
  isExpanded,
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
  const core = environment.icarus ?? null;
  const files = request.parties.flatMap((party) => party.files);
  const direct = core !== null && files.every((file) => !isHeader(file.path) && isExpanded(file.text));
  return direct ? compileDirectly(environment, { ...request, core }) : compileByDriver(environment, request);
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

const compileDirectly = async (
  environment: CheckEnvironment,
  request: CompileRequest & { readonly core: IcarusCore },
): Promise<CompileResult> => {
  const { core, cwd, top, output, warnings } = request;
  const named = request.parties.map(nameFiles);
  const job = { core, cwd, top, output, warnings, source: SOURCE, configuration: CONFIGURATION };
  await writeFile(join(cwd, SOURCE), concatenated(request.parties, named));
  await writeFile(join(cwd, CONFIGURATION), icarusCoreConfiguration(job));
  const command = icarusCoreCommand({ ...job, limits: environment.limits ?? {} });
  return finish(await environment.runTool(command, environment.signal), named);
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
