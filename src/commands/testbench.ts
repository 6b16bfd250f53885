import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CheckEnvironment, DesignText } from '../checks/check-environment.ts';
import { recordVectors } from '../checks/random-simulation-vectors.ts';
import type { TestbenchStrength } from '../checks/testbench-audit.ts';
import { auditWithMutants } from '../checks/testbench-audit-run.ts';
import { ToolchainError } from '../contracts/error.ts';
import { cppBench } from '../stimulus/cpp-bench.ts';
import type { VectorTable } from '../stimulus/vectors.ts';
import { verilogBench } from '../stimulus/verilog-bench.ts';
import { environmentOf } from './check-environment.ts';
import { sandboxMode } from './doctor.ts';
import { EXIT } from './exit-codes.ts';
import type { CommandIo, CommandResult } from './io.ts';
import { assertWritable, secondsToMs, wholeNumber } from './read-input.ts';
import { screened } from './screened-design.ts';
import { resolveSettings } from './settings.ts';
import { readDesign } from './sources.ts';
import { strengthDocument, strengthText } from './testbench-strength.ts';

export interface TestbenchOptions {
  readonly output?: string;
  readonly top?: string;
  /** `verilog` or `cpp`. */
  readonly language: string;
  readonly seed: string;
  readonly cycles: string;
  readonly points: string;
  /** Mutants to measure the bench with; 0 measures nothing. */
  readonly mutants: string;
  readonly budgetS: string;
  readonly sandbox?: string;
}

/** `veriloom testbench`: a stand-alone self-checking bench of a golden design, and how strong it is. */
export async function runTestbench(
  paths: readonly string[],
  options: TestbenchOptions,
  io: CommandIo,
): Promise<CommandResult> {
  const request = await readRequest(paths, options, io);
  const settings = await resolveSettings({ sandbox: options.sandbox, runsDir: undefined }, io);
  const environment = environmentOf(await io.tools(sandboxMode(settings.sandbox.value)), io);
  const golden = await screened(environment, request.golden);
  const table = await recordVectors(environment, { ...request, golden, nonce: `n${randomUUID().replaceAll('-', '')}` });
  if (!table.ok) {
    throw new ToolchainError('input', `no testbench for ${golden.top}: ${table.error}`, {
      hint: 'Give a golden design that Icarus compiles, with plain inputs and outputs.',
    });
  }
  const text = request.language === 'cpp' ? cppBench(table.value) : verilogBench(table.value);
  if (options.output !== undefined) await writeFile(resolve(io.cwd, options.output), text);
  const strength =
    request.mutants === 0 ? null : await measure(environment, { ...request, golden, table: table.value });
  const document = documentOf({ options, table: table.value, text, strength });
  const human = options.output === undefined ? text : summary(document, strength);
  return { document, human, exitCode: EXIT.done };
}

interface TestbenchRequest {
  readonly golden: DesignText;
  readonly language: 'verilog' | 'cpp';
  readonly seed: number;
  readonly cycles: number;
  readonly maxPoints: number;
  readonly mutants: number;
  readonly budgetMs: number;
}

async function readRequest(
  paths: readonly string[],
  options: TestbenchOptions,
  io: CommandIo,
): Promise<TestbenchRequest> {
  const { language } = options;
  if (language !== 'verilog' && language !== 'cpp') {
    throw new ToolchainError('usage', `--language ${language}: no such language`, { hint: 'Use verilog or cpp.' });
  }
  if (options.output !== undefined) await assertWritable(options.output, io);
  return {
    golden: await readDesign({ paths, top: options.top, flag: '--top' }, io),
    language,
    seed: wholeNumber(options.seed, { flag: '--seed', least: 0 }),
    cycles: wholeNumber(options.cycles, { flag: '--cycles', least: 1 }),
    maxPoints: wholeNumber(options.points, { flag: '--points', least: 1 }),
    mutants: wholeNumber(options.mutants, { flag: '--mutants', least: 0 }),
    budgetMs: secondsToMs(options.budgetS, '--budget-s'),
  };
}

interface Measured extends TestbenchRequest {
  readonly table: VectorTable;
}

// The strength is that of the Verilog bench; the C++ one applies the same points and compares the same bits.
const measure = (environment: CheckEnvironment, request: Measured): Promise<TestbenchStrength> =>
  auditWithMutants(environment, {
    golden: request.golden,
    bench: { top: 'tb', files: [{ path: 'tb.v', text: verilogBench(request.table) }], data: [] },
    dut: request.golden.top,
    sourceMutants: request.mutants,
    netlistMutants: 0,
    seed: request.seed,
    budgetMs: request.budgetMs,
    jobs: 2,
  }).then((audit) => audit.strength);

interface Written {
  readonly options: TestbenchOptions;
  readonly table: VectorTable;
  readonly text: string;
  readonly strength: TestbenchStrength | null;
}

const documentOf = ({ options, table, text, strength }: Written) => ({
  schema: 'testbench@1',
  top: table.top,
  language: options.language,
  seed: table.seed,
  points: table.vectors.length,
  omittedPoints: table.omitted,
  comparedBits: table.vectors.reduce((sum, { care }) => sum + care.toString(2).replaceAll('0', '').length, 0),
  output: options.output ?? null,
  testbench: options.output === undefined ? text : null,
  strength: strength === null ? null : strengthDocument(strength),
});

const summary = (document: ReturnType<typeof documentOf>, strength: TestbenchStrength | null): string =>
  [
    `${document.output}: testbench of ${document.top}, ${document.points} points, seed ${document.seed}`,
    ...(document.omittedPoints > 0 ? [`  ${document.omittedPoints} further points left out (--points)`] : []),
    ...(strength === null ? [] : [`  ${strengthText(strength)}`]),
  ].join('\n');
