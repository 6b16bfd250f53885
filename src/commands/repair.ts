import { resolve } from 'node:path';
import type { Refusal } from '../contracts/engine.ts';
import { ToolchainError } from '../contracts/error.ts';
import { ok } from '../contracts/outcome.ts';
import type { Spec } from '../contracts/spec.ts';
import type { VerdictStatus } from '../contracts/verdict.ts';
import { writeAtomically } from '../disk/atomic-write.ts';
import { type Author, NO_FACTS } from '../engines/llm/index.ts';
import { withRecord } from '../llm/record.ts';
import type { Attempt } from '../pipeline/loop/attempt.ts';
import { selectBest } from '../pipeline/loop/select-best.ts';
import { makeDesign } from '../pipeline/make-design.ts';
import { diagnosticLine } from '../report/verdict-lines.ts';
import type { RunFolder } from '../runs/run-folder.ts';
import { readSpec } from '../spec/index.ts';
import { attemptKeeper, exchangeKeeper } from './attempt-files.ts';
import { type ChatModelOptions, MODEL_LANES, type OpenedModel, openModel } from './chat-model.ts';
import { environmentOf } from './check-environment.ts';
import { designChecks, SHORTEN_MS } from './design-checks.ts';
import { sandboxMode } from './doctor.ts';
import { authorOf, strategyNamed } from './engines.ts';
import { EXIT, type ExitCode, exitOfStatus } from './exit-codes.ts';
import type { CommandIo, CommandResult } from './io.ts';
import { openRun } from './open-run.ts';
import { assertWritable, readInput, readSource, secondsToMs, wholeNumber } from './read-input.ts';
import { resolveSettings, type Settings } from './settings.ts';
import { readDesign, readTestbench } from './sources.ts';

export interface RepairOptions extends ChatModelOptions {
  readonly spec: string;
  readonly output?: string;
  readonly top?: string;
  readonly golden?: string;
  readonly testbench?: string;
  readonly strategy: string;
  readonly rounds: string;
  readonly engine: string;
  readonly seed: string;
  readonly budgetS: string;
  readonly sandbox?: string;
  readonly runsDir?: string;
  readonly run: boolean;
  readonly model?: string;
  readonly baseUrl?: string;
}

/** `veriloom repair`: rules first; where they do not suffice and a model is named, the loop. */
export async function runRepair(path: string, options: RepairOptions, io: CommandIo): Promise<CommandResult> {
  const { sandbox, runsDir, model, baseUrl } = options;
  const settings = await resolveSettings({ sandbox, runsDir, model, baseUrl }, io);
  if (options.output !== undefined) await assertWritable(options.output, io);
  const spec = await specAt(options, io);
  const start = await readSource(path, io);
  const opened = settings.model.value === '' ? null : await openModel(settings, options, io);
  const isVisible = options.golden !== undefined || options.testbench !== undefined;
  const run = options.run ? await openRepairRun({ options, settings, opened, io, isVisible }) : null;
  const attempts: Attempt[] = [];
  const keep = run === null ? null : attemptKeeper(run, 'repair');
  const author = authorFor(options, { opened, run });
  const made = await makeDesign(
    {
      spec,
      context: null,
      seed: wholeNumber(options.seed, { flag: '--seed', least: 0 }),
      strategy: strategyNamed(options.strategy, 1),
      samples: opened === null ? 1 : wholeNumber(options.rounds, { flag: '--rounds', least: 1 }),
      lanes: MODEL_LANES,
      start,
      ports: {
        author,
        judge: await judgeOf({ options, settings, opened, author }, io),
        onAttempt: async (attempt) => {
          attempts.push(attempt);
          io.say(`attempt ${attempt.id} ${attempt.step} ${attempt.status} ${attempt.notes.join(', ')}`.trimEnd());
          await keep?.(attempt);
        },
        visible: isVisible,
        feedbackTokens: FEEDBACK_TOKENS,
        select: selectBest,
      },
    },
    io.signal,
  );
  await run?.finish(io.signal.aborted ? 'cancelled' : 'success');
  const best = made.ok ? made.value.attempt : null;
  const refusal = made.ok ? null : made.error;
  return resultOf({ options, io, spec, best, refusal, attempts, isVisible, spent: opened?.spent() ?? {}, run });
}

interface Repaired {
  readonly options: RepairOptions;
  readonly io: CommandIo;
  readonly spec: Spec;
  readonly best: Attempt | null;
  readonly refusal: Refusal | null;
  readonly attempts: readonly Attempt[];
  readonly isVisible: boolean;
  readonly spent: Partial<ReturnType<OpenedModel['spent']>>;
  readonly run: RunFolder | null;
}

/** Writes the result where it is asked for, unless a check refutes it. */
async function resultOf(done: Repaired): Promise<CommandResult> {
  const { options, io, spec, best, attempts } = done;
  const text = best?.design?.verilog ?? '';
  const exitCode = exitOf(best, attempts);
  if (options.output !== undefined && text !== '' && exitCode !== EXIT.failed) {
    await writeAtomically(resolve(io.cwd, options.output), text);
  }
  const document = {
    schema: 'repair@1',
    status: best?.status ?? ('unknown' satisfies VerdictStatus),
    top: spec.top,
    verilog: text,
    oracle: done.isVisible ? 'visible' : 'none',
    refusal: done.refusal,
    attempts: attempts.map(({ design: _design, ...rest }) => rest),
    ...done.spent,
    run: done.run?.dir ?? null,
  };
  return { document, human: options.output === undefined ? text : '', exitCode };
}

const FEEDBACK_TOKENS = 900;

async function specAt(options: RepairOptions, io: CommandIo): Promise<Spec> {
  const bytes = await readInput(options.spec, io);
  const read = readSpec({ path: options.spec, bytes, ...(options.top === undefined ? {} : { top: options.top }) });
  if (read.ok) return read.value.spec;
  throw new ToolchainError('spec', read.error.map(diagnosticLine).join('\n'), { hint: 'Correct the specification.' });
}

/** Without a model nothing can be proposed; the rules of repair work all the same. */
const NOBODY: Author = {
  id: 'repair',
  exact: () => null,
  facts: () => NO_FACTS,
  propose: async () => ({
    ok: false,
    error: { reason: 'budget-spent', detail: 'no model is named', quotes: [], coverage: [] } satisfies Refusal,
  }),
  ideas: async () => ok([]),
};

function authorFor(
  options: RepairOptions,
  { opened, run }: { readonly opened: OpenedModel | null; readonly run: RunFolder | null },
): Author {
  if (opened === null) return NOBODY;
  if (options.engine !== 'llm' && options.engine !== 'hybrid') {
    throw new ToolchainError('usage', `--engine ${options.engine}: no such engine`, { hint: 'Use llm or hybrid.' });
  }
  const model = run === null ? opened.model : withRecord(opened.model, exchangeKeeper(run));
  return authorOf(options.engine, model, 'verilog');
}

async function judgeOf(
  {
    options,
    settings,
    opened,
    author,
  }: Pick<RunFacts, 'options' | 'settings' | 'opened'> & { readonly author: Author },
  io: CommandIo,
) {
  const access = await io.tools(sandboxMode(settings.sandbox.value));
  const { golden, testbench } = options;
  return designChecks(environmentOf(access, io), {
    golden: golden === undefined ? null : await readDesign({ paths: [golden], top: undefined, flag: '--golden' }, io),
    testbench: testbench === undefined ? null : await readTestbench({ paths: [testbench], top: undefined }, io),
    seed: wholeNumber(options.seed, { flag: '--seed', least: 0 }),
    budgetMs: secondsToMs(options.budgetS, '--budget-s'),
    solved: (spec) => author.facts(spec).plans,
    ...(opened === null ? {} : { shortenMs: SHORTEN_MS }),
  });
}

interface RunFacts {
  readonly options: RepairOptions;
  readonly settings: Settings;
  readonly opened: OpenedModel | null;
  readonly io: CommandIo;
  readonly isVisible: boolean;
}

const openRepairRun = ({ options, settings, opened, io, isVisible }: RunFacts): Promise<RunFolder> =>
  openRun('repair', {
    io,
    root: settings.runsDir.value,
    seed: wholeNumber(options.seed, { flag: '--seed', least: 0 }),
    model: opened === null ? null : { id: opened.model.id, temperature: 0 },
    oracle: isVisible ? 'visible' : 'none',
  });

/** The verdict of the best attempt; a model that nobody could reach is the environment's fault. */
function exitOf(best: Attempt | null, attempts: readonly Attempt[]): ExitCode {
  if (best?.status === 'pass') return EXIT.done;
  if (attempts.some((attempt) => attempt.refusal?.reason === 'model-unreachable')) return EXIT.environment;
  return best === null ? EXIT.inconclusive : exitOfStatus(best.status);
}
