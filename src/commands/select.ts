import { randomBytes } from 'node:crypto';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ToolchainError } from '../contracts/error.ts';
import type { SelectDocument } from '../contracts/select.ts';
import type { Spec } from '../contracts/spec.ts';
import { type SelectOutcome, selectCandidate } from '../pipeline/selection/index.ts';
import { selectText } from '../report/select.ts';
import { readSpec } from '../spec/index.ts';
import { environmentOf } from './check-environment.ts';
import { sandboxMode } from './doctor.ts';
import { EXIT, type ExitCode, exitOfStatus } from './exit-codes.ts';
import type { CommandIo, CommandResult } from './io.ts';
import { assertWritable, readInput, readSource, wholeNumber } from './read-input.ts';
import { resolveSettings } from './settings.ts';

export interface SelectCommandOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly top?: string;
  readonly seed: string;
  readonly cycles: string;
  /** False under `--no-rules`: only the candidates are chosen from. */
  readonly rules: boolean;
  readonly output?: string;
  readonly sandbox?: string;
}

/** `veriloom select`: the best of several candidates for a specification, without a golden reference. */
export async function runSelect(
  { spec: specPath, candidates }: { readonly spec: string; readonly candidates: readonly string[] },
  options: SelectCommandOptions,
  io: CommandIo,
): Promise<CommandResult> {
  if (options.output !== undefined) await assertWritable(options.output, io);
  const seed = wholeNumber(options.seed, { flag: '--seed', least: 0 });
  const cycles = wholeNumber(options.cycles, { flag: '--cycles', least: 1 });
  const spec = await readSpecFile(specPath, options.top, io);
  const paths = await candidatePaths(candidates, io);
  const samples = await Promise.all(paths.map((path) => readSource(path, io)));
  const settings = await resolveSettings({ sandbox: options.sandbox, runsDir: undefined }, io);
  const access = await io.tools(sandboxMode(settings.sandbox.value));
  const outcome = await selectCandidate(environmentOf(access, io), {
    spec,
    samples,
    seed,
    cycles,
    nonce: () => randomBytes(12).toString('hex'),
    answer: options.rules ? 'rules-first' : 'samples',
  });
  if (options.output !== undefined && outcome.selected !== null)
    await writeFile(resolve(io.cwd, options.output), outcome.selected.source);
  const document = documentOf(outcome, { specPath, spec, paths, sandbox: access.sandbox, output: options.output });
  return { document, human: selectText(document), exitCode: exitOf(outcome) };
}

/** Rules need no agreement. A choice without a clear lead is inconclusive, even though the best is named. */
const exitOf = ({ selected, verdict }: SelectOutcome): ExitCode =>
  selected?.from === 'rules' ? EXIT.done : exitOfStatus(verdict.status);

async function readSpecFile(path: string, top: string | undefined, io: CommandIo): Promise<Spec> {
  const read = readSpec({ path, bytes: await readInput(path, io), ...(top === undefined ? {} : { top }) });
  if (read.ok) return read.value.spec;
  throw new ToolchainError('spec', `${path}: ${read.error[0]?.message ?? 'not a specification'}`, {
    hint: 'State the module, its ports and what it does.',
  });
}

/** Most candidates of one call: every distinct one is compiled and simulated. */
const MAX_CANDIDATES = 1_000;

/** Files as given; of a folder its Verilog files, in order of their names with numbers as numbers. */
async function candidatePaths(given: readonly string[], io: CommandIo): Promise<readonly string[]> {
  const lists = await Promise.all(
    given.map(async (path) => {
      const info = await stat(resolve(io.cwd, path)).catch(() => null);
      if (info === null || !info.isDirectory()) return [path];
      const names = (await readdir(resolve(io.cwd, path))).filter((name) => /\.s?v$/.test(name));
      return names.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).map((name) => join(path, name));
    }),
  );
  const paths = lists.flat();
  if (paths.length > 0 && paths.length <= MAX_CANDIDATES) return paths;
  throw new ToolchainError('input', `${paths.length} candidates in ${given.join(', ')}`, {
    hint: `Give 1 to ${MAX_CANDIDATES} Verilog files, or a folder of them.`,
  });
}

interface DocumentParts {
  readonly specPath: string;
  readonly spec: Spec;
  readonly paths: readonly string[];
  readonly sandbox: string;
  readonly output: string | undefined;
}

function documentOf({ selected, selection, verdict, samples }: SelectOutcome, parts: DocumentParts): SelectDocument {
  const pathOf = (sample: number): string => parts.paths[sample] ?? '';
  return {
    schema: 'select@1',
    verdict,
    spec: { path: parts.specPath, top: parts.spec.top },
    selected:
      selected === null
        ? null
        : {
            from: selected.from,
            path: selected.sample === null ? null : pathOf(selected.sample),
            verilog: selected.source,
          },
    margin: selection.margin,
    groups: selection.ranked.map(({ score, support, against }, index) => ({
      score,
      candidates: samples.flatMap((one, sample) => (one.cluster === index ? [pathOf(sample)] : [])),
      support,
      against,
    })),
    leftOut: samples.flatMap(({ why }, sample) => (why === null ? [] : [{ path: pathOf(sample), why }])),
    sandbox: parts.sandbox,
    output: selected === null ? null : (parts.output ?? null),
  };
}
