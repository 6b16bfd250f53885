import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, posix, relative, resolve, sep } from 'node:path';
import { unsoundTasks } from '../bench/audit/run-audit.ts';
import { compareRuns } from '../bench/compare/compare-runs.ts';
import { type GateResult, readThreshold, regressionGate, thresholdGates } from '../bench/compare/gates.ts';
import { readDataset } from '../bench/datasets/registry.ts';
import { type BenchEngine, samplesEngine } from '../bench/run/engine.ts';
import type { Progress } from '../bench/run/request.ts';
import { runBench } from '../bench/run/run-bench.ts';
import { type RecordedSamples, readSamples } from '../bench/samples/read-samples.ts';
import type { BenchDataset } from '../bench/task.ts';
import type { BenchRunDocument } from '../contracts/bench.ts';
import { ToolchainError } from '../contracts/error.ts';
import { asDiskError } from '../disk/atomic-write.ts';
import { codeFingerprints } from '../rag/index.ts';
import { benchRunText } from '../report/bench-text.ts';
import { readAudit, readRun } from './bench-documents.ts';
import { type BenchToolOptions, wholeNumber, withBenchPorts } from './bench-ports.ts';
import { benchReport, isReportFormat } from './bench-report.ts';
import { type BenchFolderOptions, inRunFolder } from './bench-run-folder.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { CommandIo, CommandResult } from './io.ts';

/** Flags of `veriloom bench run DATASET`. Numbers come as text from the command line. */
export interface BenchRunOptions extends BenchToolOptions, BenchFolderOptions {
  readonly dataset: string;
  /** Wording below a VerilogEval v2 clone: `spec-to-rtl` or `code-complete-iccad2023`. */
  readonly task?: string;
  readonly descriptions?: string;
  readonly engine?: string;
  readonly samples?: string;
  readonly n?: string;
  /** Only tasks whose name contains one of these. */
  readonly only?: readonly string[];
  readonly k?: string;
  readonly seed?: string;
  readonly dedupe?: boolean;
  readonly traces?: boolean;
  readonly audit?: string;
  readonly failUnder?: readonly string[];
  readonly baseline?: string;
  readonly maxRegressions?: string;
  /** Files to write: `report.html`, `report.md`, `report.xml` (JUnit), `report.sarif`, `report.json`. */
  readonly report?: readonly string[];
  readonly version?: string;
}

/** Engines beside recorded samples, by id; the command line wires them in. */
export type BenchEngines = Readonly<Record<string, () => Promise<BenchEngine>>>;

/** `veriloom bench run`: scores an engine or recorded samples on a dataset. */
export async function runBenchRun(
  datasetId: string,
  options: BenchRunOptions,
  io: CommandIo,
  engines: BenchEngines = {},
): Promise<CommandResult> {
  const thresholds = (options.failUnder ?? []).map(readThreshold);
  const ks = ksOf(
    options.k ?? '1,5,10,20',
    thresholds.map(({ k }) => k),
  );
  const unknown = (options.report ?? []).find((path) => !isReportFormat(path));
  if (unknown !== undefined)
    throw new ToolchainError('usage', `cannot tell the format of ${unknown}`, {
      hint: 'Use .html, .md, .xml, .sarif, .json or .txt.',
    });
  const dataset = only(await readDataset(datasetId, datasetRequest(options, io)), options.only ?? []);
  const engine = await engineOf(options, { io, engines });
  engine.withhold?.(new Set(dataset.tasks.flatMap(referenceDigests)));
  const audit = options.audit === undefined ? null : await readAudit(resolve(io.cwd, options.audit));
  const flags = {
    until: options.exact === true ? 'end' : 'first-mismatch',
    timeoutS: Number(options.timeoutS ?? 30),
    formal: options.formal !== false,
    dedupe: options.dedupe !== false,
  };
  const seed = wholeNumber(options.seed ?? '1', { flag: '--seed', least: 0 });
  const score = (): Promise<BenchRunDocument> =>
    closing(engine, io, () =>
      withBenchPorts(options, io, (ports, lanes) =>
        runBench(
          {
            dataset,
            engine,
            perTask: wholeNumber(options.n ?? '1000', { flag: '--n', least: 1 }),
            lanes,
            ks,
            seed,
            dedupe: options.dedupe === false ? 'off' : 'tokens',
            defects: audit === null ? new Map() : unsoundTasks(audit),
            manifest: {
              tools: ports.versions,
              flags,
              oracle: 'hidden',
              audit: audit?.dataset.sha256 ?? null,
              version: options.version ?? '',
            },
            traces: options.traces === false ? 'none' : 'first',
            onProgress: progressTo(io),
          },
          ports,
        ),
      ),
    );
  const what = { dataset: dataset.id, variant: dataset.variant, sha256: dataset.sha256, engine: engine.id };
  const gated = await inRunFolder({ options, io, seed, what }, async () => {
    const document = await score();
    const gates = [
      ...thresholdGates(thresholds, document.passAtK),
      ...(await baselineGates(document, { options, io, ks })),
    ];
    return { ...document, gates };
  });
  await writeReports(gated, { options, io });
  return { document: gated, human: benchRunText(gated), exitCode: exitOf(gated, gated.gates) };
}

/** Runs, and tells the engine how it ended. */
async function closing<T>(engine: BenchEngine, io: CommandIo, run: () => Promise<T>): Promise<T> {
  let isDone = false;
  try {
    const result = await run();
    isDone = true;
    return result;
  } finally {
    await engine.close?.(io.signal.aborted ? 'cancelled' : isDone ? 'success' : 'error');
  }
}

/** Digests of the modules that judge a task, by which an index recognises them under any name. */
const referenceDigests = ({ oracle }: BenchDataset['tasks'][number]): readonly string[] =>
  (oracle.reference?.files ?? []).flatMap((file) => codeFingerprints(file.text));

/** What every benchmark command says about where its dataset is. */
export const datasetRequest = (
  options: Pick<BenchRunOptions, 'dataset' | 'task' | 'descriptions'>,
  io: CommandIo,
): Parameters<typeof readDataset>[1] => ({
  path: resolve(io.cwd, options.dataset),
  task: options.task ?? null,
  descriptions: options.descriptions === undefined ? null : resolve(io.cwd, options.descriptions),
});

/** The dataset with only those tasks whose names contain one of the words; all for an empty list. */
export function only(dataset: BenchDataset, words: readonly string[]): BenchDataset {
  if (words.length === 0) return dataset;
  const tasks = dataset.tasks.filter(({ public: { id } }) => words.some((word) => id.includes(word)));
  if (tasks.length > 0) return { ...dataset, tasks };
  throw new ToolchainError('usage', `no task of ${dataset.id} contains ${words.join(' or ')}`, {
    hint: 'Leave out --only to run all tasks.',
  });
}

async function engineOf(
  options: BenchRunOptions,
  { io, engines }: { readonly io: CommandIo; readonly engines: BenchEngines },
): Promise<BenchEngine> {
  const id = options.engine ?? (options.samples === undefined ? 'rule' : 'samples');
  if (id === 'samples') {
    if (options.samples === undefined)
      throw new ToolchainError('usage', 'the engine samples needs recorded samples', {
        hint: 'Give a file or folder with --samples.',
      });
    return samplesEngine(placed(await readSamples(resolve(io.cwd, options.samples)), { root: options.samples, io }));
  }
  const make = Object.hasOwn(engines, id) ? engines[id] : undefined;
  if (make === undefined)
    throw new ToolchainError('usage', `unknown engine "${id}"`, {
      hint: `Choose one of: ${['samples', ...Object.keys(engines)].join(', ')}.`,
    });
  return make();
}

/** Samples with their files named from the working folder, as annotations need them, where they lie below it. */
function placed(
  recorded: RecordedSamples,
  { root, io }: { readonly root: string; readonly io: CommandIo },
): RecordedSamples {
  const below = relative(io.cwd, resolve(io.cwd, root)).split(sep).join('/');
  if (below.startsWith('..') || isAbsolute(below)) return recorded;
  const files = [...recorded.files].map(
    ([task, paths]) => [task, paths.map((path) => posix.join(below, path))] as const,
  );
  return { ...recorded, files: new Map(files) };
}

function ksOf(text: string, more: readonly number[]): readonly number[] {
  const ks = text.split(',').map((part) => wholeNumber(part.trim(), { flag: '--k', least: 1 }));
  return [...new Set([...ks, ...more])].sort((a, b) => a - b);
}

/** One line in place on a terminal, one line a tenth elsewhere. */
function progressTo(io: CommandIo): (progress: Progress) => void {
  const startedAt = io.now();
  let lastTenth = -1;
  let lastMs = 0;
  return ({ done, of, passed, task }) => {
    const seconds = Math.max(0.001, (io.now() - startedAt) / 1000);
    const rate = done / seconds;
    const tenth = Math.floor((10 * done) / of);
    const due = io.interactive ? io.now() - lastMs > 1_000 || done === of : tenth > lastTenth;
    if (!due) return;
    lastTenth = tenth;
    lastMs = io.now();
    const eta = rate > 0 ? Math.ceil((of - done) / rate) : 0;
    io.say(
      `${done}/${of} samples, ${rate.toFixed(0)}/s, ${eta} s left, ${passed} passed (${((100 * passed) / Math.max(1, done)).toFixed(1)}%), ${task}`,
    );
  };
}

async function baselineGates(
  document: BenchRunDocument,
  { options, io, ks }: { readonly options: BenchRunOptions; readonly io: CommandIo; readonly ks: readonly number[] },
): Promise<readonly GateResult[]> {
  if (options.baseline === undefined) return [];
  const baseline = await readRun(resolve(io.cwd, options.baseline));
  const compared = compareRuns({
    a: { name: options.baseline, run: baseline },
    b: { name: 'this run', run: document },
    column: 'own',
    ks,
    seed: 1,
  });
  return [
    regressionGate(
      wholeNumber(options.maxRegressions ?? '0', { flag: '--max-regressions', least: 0 }),
      compared.regressions.length,
    ),
  ];
}

async function writeReports(
  document: BenchRunDocument,
  { options, io }: { readonly options: BenchRunOptions; readonly io: CommandIo },
): Promise<void> {
  for (const path of options.report ?? []) {
    const target = resolve(io.cwd, path);
    try {
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, benchReport(document, path));
    } catch (error) {
      throw asDiskError(error, target);
    }
    io.say(`wrote ${path}`);
  }
}

// A benchmark that ran is done whatever its score; only a missed gate, an interruption or the environment is not.
function exitOf(document: BenchRunDocument, gates: readonly GateResult[]): ExitCode {
  if (document.status === 'cancelled') return EXIT.interrupted;
  if (document.totals.outcomes.error > 0) return EXIT.environment;
  return gates.every(({ met }) => met) ? EXIT.done : EXIT.failed;
}
