import { availableParallelism } from 'node:os';
import type { DesignText } from '../checks/check-environment.ts';
import type { TestbenchText } from '../checks/testbench.ts';
import type { Engine } from '../contracts/engine.ts';
import { ToolchainError } from '../contracts/error.ts';
import { ENGINES } from '../engines/index.ts';
import type { CommandIo } from './io.ts';
import { assertWritable, secondsToMs, wholeNumber } from './read-input.ts';
import { resolveSettings, type Settings } from './settings.ts';
import { readDesign, readTestbench } from './sources.ts';

export interface GenerateOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly output?: string;
  readonly top?: string;
  readonly engine?: string;
  readonly golden?: string;
  readonly testbench?: string;
  readonly emit?: string;
  readonly seed: string;
  readonly strict?: boolean;
  readonly checks: boolean;
  readonly budgetS: string;
  readonly sandbox?: string;
  readonly jobs?: string;
  readonly runsDir?: string;
  readonly run: boolean;
}

/** What is printed or written of a design. */
export type Stage = 'plan' | 'rtl' | 'verilog';

/** The options of `generate`, read and checked. */
export interface GenerateSetup {
  readonly engine: Engine;
  readonly stage: Stage;
  readonly seed: number;
  readonly budgetMs: number;
  readonly jobs: number;
  readonly strict: boolean;
  readonly top: string | undefined;
  readonly golden: DesignText | null;
  readonly testbench: TestbenchText | null;
  readonly settings: Settings;
}

/** Reads every option and the files they name, before any work. Throws `usage` or `input` for what is wrong. */
export async function readSetup(
  paths: readonly string[],
  options: GenerateOptions,
  io: CommandIo,
): Promise<GenerateSetup> {
  const { engine, sandbox, jobs, runsDir } = options;
  const settings = await resolveSettings({ engine, sandbox, jobs, runsDir }, io);
  if (options.output !== undefined && paths.length === 1) await assertWritable(options.output, io);
  if (paths.length > 1 && (options.golden !== undefined || options.testbench !== undefined)) {
    throw new ToolchainError('usage', '--golden and --testbench go with one spec', { hint: 'Run one spec at a time.' });
  }
  const requested = wholeNumber(settings.jobs.value, { flag: '--jobs', least: 0 });
  const { golden, testbench } = options;
  return {
    engine: engineNamed(settings.engine.value),
    stage: stageNamed(options.emit ?? 'verilog'),
    seed: wholeNumber(options.seed, { flag: '--seed', least: 0 }),
    budgetMs: secondsToMs(options.budgetS, '--budget-s'),
    jobs: requested === 0 ? availableParallelism() : requested,
    strict: options.strict === true,
    top: options.top,
    golden: golden === undefined ? null : await readDesign({ paths: [golden], top: undefined, flag: '--golden' }, io),
    testbench: testbench === undefined ? null : await readTestbench({ paths: [testbench], top: undefined }, io),
    settings,
  };
}

function engineNamed(id: string): Engine {
  if (Object.hasOwn(ENGINES, id)) return ENGINES[id as keyof typeof ENGINES];
  throw new ToolchainError('usage', `no engine "${id}"`, { hint: `Engines: ${Object.keys(ENGINES).join(', ')}.` });
}

function stageNamed(text: string): Stage {
  if (text === 'plan' || text === 'rtl' || text === 'verilog') return text;
  throw new ToolchainError('usage', `--emit ${text}: no such stage`, { hint: 'Use plan, rtl or verilog.' });
}
