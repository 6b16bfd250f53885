import { availableParallelism } from 'node:os';
import type { DesignText } from '../checks/check-environment.ts';
import type { TestbenchText } from '../checks/testbench.ts';
import { ToolchainError } from '../contracts/error.ts';
import { ENGINE_NAMES, type EngineName } from './engines.ts';
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
  readonly guess?: boolean;
  readonly checks: boolean;
  readonly budgetS: string;
  readonly sandbox?: string;
  readonly jobs?: string;
  readonly runsDir?: string;
  readonly run: boolean;
  readonly index?: string;
  readonly model?: string;
  readonly baseUrl?: string;
  readonly samples?: string;
  readonly strategy?: string;
  readonly via?: string;
  readonly maxRequests?: string;
  readonly maxTokens?: string;
  readonly maxUsd?: string;
  readonly price?: string;
  readonly cache?: string;
  readonly replay?: boolean;
  readonly timeoutS?: string;
  readonly visible?: boolean;
}

/** What is printed or written of a design. */
export type Stage = 'plan' | 'rtl' | 'verilog';

/** The options of `generate`, read and checked. */
export interface GenerateSetup {
  readonly engineId: EngineName;
  /** Whether a model may be asked. */
  readonly isModel: boolean;
  readonly stage: Stage;
  readonly seed: number;
  readonly budgetMs: number;
  readonly jobs: number;
  readonly strict: boolean;
  readonly guess: boolean;
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
  const { engine, sandbox, jobs, runsDir, index, model, baseUrl } = options;
  const settings = await resolveSettings({ engine, sandbox, jobs, runsDir, index, model, baseUrl }, io);
  if (options.output !== undefined && paths.length === 1) await assertWritable(options.output, io);
  if (paths.length > 1 && (options.golden !== undefined || options.testbench !== undefined)) {
    throw new ToolchainError('usage', '--golden and --testbench go with one spec', { hint: 'Run one spec at a time.' });
  }
  const requested = wholeNumber(settings.jobs.value, { flag: '--jobs', least: 0 });
  const { golden, testbench } = options;
  const engineId = engineName(settings);
  return {
    engineId,
    isModel: engineId !== 'rule',
    stage: stageNamed(options.emit ?? 'verilog'),
    seed: wholeNumber(options.seed, { flag: '--seed', least: 0 }),
    budgetMs: secondsToMs(options.budgetS, '--budget-s'),
    jobs: requested === 0 ? availableParallelism() : requested,
    strict: options.strict === true,
    guess: options.guess === true,
    top: options.top,
    golden: golden === undefined ? null : await readDesign({ paths: [golden], top: undefined, flag: '--golden' }, io),
    testbench: testbench === undefined ? null : await readTestbench({ paths: [testbench], top: undefined }, io),
    settings,
  };
}

/** The engine asked for; `hybrid` where nothing is said and a model is configured. */
function engineName({ engine, model }: Settings): EngineName {
  if (engine.origin === 'default' && model.value !== '') return 'hybrid';
  const id = ENGINE_NAMES.find((name) => name === engine.value);
  if (id !== undefined) return id;
  throw new ToolchainError('usage', `no engine "${engine.value}"`, { hint: `Engines: ${ENGINE_NAMES.join(', ')}.` });
}

function stageNamed(text: string): Stage {
  if (text === 'plan' || text === 'rtl' || text === 'verilog') return text;
  throw new ToolchainError('usage', `--emit ${text}: no such stage`, { hint: 'Use plan, rtl or verilog.' });
}
