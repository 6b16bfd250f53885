import { basename, join, resolve } from 'node:path';
import type { GenerateDocument } from '../contracts/documents.ts';
import { writeAtomically } from '../disk/atomic-write.ts';
import { printPlan, printRtl } from '../ir/index.ts';
import type { Design } from '../pipeline/design.ts';
import type { RunFolder } from '../runs/run-folder.ts';
import { EXIT, type ExitCode, exitOfStatus, worstExit } from './exit-codes.ts';
import type { GenerateOutcome } from './generate-one.ts';
import type { GenerateOptions, GenerateSetup, Stage } from './generate-setup.ts';
import type { CommandIo, CommandResult } from './io.ts';
import { openRun } from './open-run.ts';

/** One spec when all is done. */
export interface Finished extends GenerateOutcome {
  readonly path: string;
  readonly exitCode: ExitCode;
}

/** Exit code of one spec. */
export function exitOfOutcome(document: GenerateDocument, checked: boolean): ExitCode {
  if (document.outcome === 'unreadable') return EXIT.usage;
  if (document.outcome === 'abstained') {
    return document.refusal?.reason === 'model-unreachable' ? EXIT.environment : EXIT.inconclusive;
  }
  return checked ? exitOfStatus(document.status) : EXIT.done;
}

export interface Destination {
  readonly path: string;
  readonly exitCode: ExitCode;
  readonly setup: GenerateSetup;
  readonly options: GenerateOptions;
  readonly many: boolean;
}

/** Writes the result where the user asked, unless a check failed: a wrong design must not look like a finished one. */
export async function writeResult(outcome: GenerateOutcome, to: Destination, io: CommandIo): Promise<string | null> {
  const { output } = to.options;
  // With a model and no golden, or with a guess, the normal end is `unknown`: the design is what was asked for, and the exit code says so.
  const isAskedFor = to.setup.isModel || to.setup.guess;
  const isGood = to.exitCode === EXIT.done || (isAskedFor && to.exitCode === EXIT.inconclusive);
  if (output === undefined || outcome.design === null || !isGood) return null;
  const name = basename(to.path).replace(/\.[^.]+$/, '');
  const extension = { plan: 'plan.json', rtl: 'rtl', verilog: 'v' }[to.setup.stage];
  const file = to.many ? join(output, `${name}.${extension}`) : output;
  await writeAtomically(resolve(io.cwd, file), stageText(outcome.design, to.setup.stage));
  return file;
}

function stageText(design: Design, stage: Stage): string {
  switch (stage) {
    case 'plan':
      return design.plan === null ? '' : printPlan(design.plan);
    case 'rtl':
      return design.rtl === null ? '' : printRtl(design.rtl);
    case 'verilog':
      return design.verilog;
  }
}

interface KeepRequest {
  readonly setup: GenerateSetup;
  readonly options: GenerateOptions;
  readonly io: CommandIo;
  /** A folder that was opened before the work; null opens one now. */
  readonly opened: RunFolder | null;
}

/** Keeps plan, RTL, Verilog and verdicts of every spec that could be read; nothing is written for bad input alone. */
export async function keepRun(
  finished: readonly Finished[],
  { setup, options, io, opened }: KeepRequest,
): Promise<readonly Finished[]> {
  const isWorthKeeping = finished.some((item) => item.document.outcome !== 'unreadable') || opened !== null;
  if (!options.run || !isWorthKeeping) return finished;
  const run = opened ?? (await openRun('generate', { io, root: setup.settings.runsDir.value, seed: setup.seed }));
  const kept = finished.map((item) => ({ ...item, document: { ...item.document, run: run.dir } }));
  for (const [index, item] of kept.entries()) await keepSpec(run, item, `${index}-${basename(item.path)}`);
  await run.finish(io.signal.aborted ? 'cancelled' : 'success');
  return kept;
}

async function keepSpec(run: RunFolder, item: Finished, folder: string): Promise<void> {
  const safe = folder.replace(/[^\w.-]/g, '_');
  if (item.design !== null) {
    const { plan, rtl } = item.design;
    if (plan !== null) await run.keep(`${safe}/plan.json`, printPlan(plan));
    if (rtl !== null) await run.keep(`${safe}/design.rtl`, printRtl(rtl));
    await run.keep(`${safe}/${item.design.candidate.top}.v`, item.design.verilog);
  }
  await run.keep(`${safe}/generate.json`, `${JSON.stringify(item.document, null, 2)}\n`);
  const { outcome, status } = item.document;
  await run.event('generated', { spec: item.path, outcome, status });
}

/** What goes to stdout: the stage's text for one spec, a line each for several. */
export function resultOf(finished: readonly Finished[], stage: Stage, options: GenerateOptions): CommandResult {
  const exitCode = worstExit(finished.map((item) => item.exitCode));
  const [only] = finished;
  if (finished.length === 1 && only !== undefined) {
    const text = only.design === null || options.output !== undefined ? '' : stageText(only.design, stage);
    return { document: only.document, human: text, exitCode };
  }
  const results = finished.map((item) => item.document);
  const human = finished.map(
    (item) => `${item.document.outcome.padEnd(10)} ${item.document.status.padEnd(8)} ${item.path}`,
  );
  return { document: { schema: 'generate-many@1', results }, human: human.join('\n'), exitCode };
}
