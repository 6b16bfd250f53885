import { resolve } from 'node:path';
import { compareRuns } from '../bench/compare/compare-runs.ts';
import { regressionGate } from '../bench/compare/gates.ts';
import type { BenchCompareDocument } from '../contracts/bench.ts';
import { ToolchainError } from '../contracts/error.ts';
import { benchCompareText } from '../report/bench-text.ts';
import { readRun } from './bench-documents.ts';
import { wholeNumber } from './bench-ports.ts';
import { EXIT } from './exit-codes.ts';
import type { CommandIo, CommandResult } from './io.ts';

/** Flags of `veriloom bench compare A B`. */
export interface BenchCompareOptions {
  readonly column?: string;
  readonly k?: string;
  readonly seed?: string;
  readonly maxRegressions?: string;
}

/** `veriloom bench compare A B`: two runs side by side, paired by task and sample. */
export async function runBenchCompare(
  { a, b }: { readonly a: string; readonly b: string },
  options: BenchCompareOptions,
  io: CommandIo,
): Promise<CommandResult> {
  const column = options.column ?? 'own';
  if (column !== 'own' && column !== 'official')
    throw new ToolchainError('usage', `unknown column "${column}"`, { hint: 'Use own or official.' });
  const [runA, runB] = await Promise.all([readRun(resolve(io.cwd, a)), readRun(resolve(io.cwd, b))]);
  const ks = (options.k ?? '1,5,10,20').split(',').map((text) => wholeNumber(text.trim(), { flag: '--k', least: 1 }));
  const seed = wholeNumber(options.seed ?? '1', { flag: '--seed', least: 0 });
  const compared = compareRuns({ a: { name: a, run: runA }, b: { name: b, run: runB }, column, ks, seed });
  const most = options.maxRegressions;
  const gates =
    most === undefined
      ? []
      : [regressionGate(wholeNumber(most, { flag: '--max-regressions', least: 0 }), compared.regressions.length)];
  const document: BenchCompareDocument = { ...compared, gates };
  return {
    document,
    human: benchCompareText(document),
    exitCode: gates.every(({ met }) => met) ? EXIT.done : EXIT.failed,
  };
}
