import { basename } from 'node:path';
import type { CheckEnvironment } from '../checks/check-environment.ts';
import { behaviourUnexamined } from '../checks/unexamined.ts';
import type { ContextOf } from '../contracts/context.ts';
import type { LoopDocument } from '../contracts/documents.ts';
import { ok } from '../contracts/outcome.ts';
import type { Spec } from '../contracts/spec.ts';
import type { Verdict } from '../contracts/verdict.ts';
import { ruleEngine } from '../engines/rule/index.ts';
import { withRecord } from '../llm/record.ts';
import { designFrom } from '../pipeline/design.ts';
import type { Attempt, LoopPorts } from '../pipeline/loop/attempt.ts';
import { makeDesign } from '../pipeline/make-design.ts';
import type { RunFolder } from '../runs/run-folder.ts';
import { attemptKeeper, exchangeKeeper } from './attempt-files.ts';
import { MODEL_LANES, type OpenedModel, openModel } from './chat-model.ts';
import { designChecks, type Judge, partChecks, SHORTEN_MS } from './design-checks.ts';
import { authorOf, selectionWith, strategyNamed, viaNamed } from './engines.ts';
import type { Maker } from './generate-one.ts';
import type { GenerateOptions, GenerateSetup } from './generate-setup.ts';
import type { CommandIo } from './io.ts';
import { openRun } from './open-run.ts';
import { wholeNumber } from './read-input.ts';
import { retrieveFor } from './retrieve-for.ts';

/** What makes designs in one run of `generate`. */
export interface GenerateWorld {
  readonly makerFor: (path: string, index: number) => Maker;
  readonly contextOf: ContextOf;
  /** The run folder where it had to be opened before the work; null elsewhere. */
  readonly run: RunFolder | null;
}

export interface WorldRequest {
  readonly setup: GenerateSetup;
  readonly options: GenerateOptions;
  readonly io: CommandIo;
  readonly environment: CheckEnvironment | null;
}

const RULE_MAKER: Maker = {
  id: ruleEngine.id,
  make: async (request, signal) => {
    const designed = await designFrom(ruleEngine, request, signal);
    return designed.ok ? ok({ design: designed.value, verdicts: null }) : designed;
  },
  loop: () => null,
};

/** Opens the model, the index and the run folder, as far as the engine needs them. Throws `usage`. */
export async function openWorld(request: WorldRequest): Promise<GenerateWorld> {
  const { setup, options, io } = request;
  const contextOf = await retrieveFor(setup.settings.index.value, io);
  const { engineId } = setup;
  if (engineId === 'rule') return { makerFor: () => RULE_MAKER, contextOf, run: null };
  const loop = loopOptions(options);
  const opened = await openModel(setup.settings, options, io);
  const run = options.run ? await openModelRun(request, opened) : null;
  const model = run === null ? opened.model : withRecord(opened.model, exchangeKeeper(run));
  const author = authorOf(engineId, model, loop.via);
  const makerFor = (path: string, index: number): Maker => {
    const attempts: Attempt[] = [];
    const notes: string[] = [];
    const keep = run === null ? null : attemptKeeper(run, `${index}-${basename(path)}`);
    const { ports, final } = portsOf(request, author, async (attempt) => {
      attempts.push(attempt);
      io.say(attemptLine(attempt));
      await keep?.(attempt);
    });
    return {
      id: author.id,
      loop: () => loopDocument({ opened, request, attempts, notes }),
      make: async ({ spec, context, seed }, signal) => {
        const { strategy, samples } = loop;
        const lanes = MODEL_LANES;
        const job = { spec, context, seed, strategy, samples, lanes, ports: { ...ports, contextOf } };
        const made = await makeDesign(job, signal);
        if (!made.ok) return made;
        const { design, attempt, selection } = made.value;
        notes.push(...made.value.notes);
        const judged = final === null ? attempt.verdicts : await final(design, spec);
        return ok({ design, verdicts: withSelection(judged, selection, attempt) });
      },
    };
  };
  return { makerFor, contextOf, run };
}

/** The loop's verdicts with that of the selection; for a model's design whose behaviour nothing examined, that too. */
function withSelection(judged: readonly Verdict[], selection: Verdict | null, attempt: Attempt): readonly Verdict[] {
  const all = selection === null ? judged : [...judged, selection];
  const unexamined = attempt.step === 'rules' ? null : behaviourUnexamined(all);
  return unexamined === null ? all : [...all, unexamined];
}

interface LoopOptions {
  readonly samples: number;
  readonly strategy: ReturnType<typeof strategyNamed>;
  readonly via: ReturnType<typeof viaNamed>;
}

function loopOptions(options: GenerateOptions): LoopOptions {
  const samples = wholeNumber(options.samples ?? '1', { flag: '--samples', least: 1 });
  return { samples, strategy: strategyNamed(options.strategy, samples), via: viaNamed(options.via ?? 'auto') };
}

/** Tokens of feedback in one prompt. */
const FEEDBACK_TOKENS = 900;

/** What the loop sees, and the final judgement where that sees more. */
function portsOf(
  { setup, options, environment }: WorldRequest,
  author: LoopPorts['author'],
  onAttempt: LoopPorts['onAttempt'],
): { readonly ports: LoopPorts; readonly final: Judge | null } {
  const isVisible = options.visible === true;
  const solved = (spec: Spec) => author.facts(spec).plans;
  const hidden = { ...setup, solved, golden: null, testbench: null };
  const none: Judge = async () => [];
  const judge =
    environment === null
      ? none
      : designChecks(environment, isVisible ? { ...setup, solved, shortenMs: SHORTEN_MS } : hidden);
  const hasMore = !isVisible && (setup.golden !== null || setup.testbench !== null);
  const final = environment === null || !hasMore ? null : designChecks(environment, { ...setup, solved });
  const select = selectionWith(environment);
  const parts = environment === null ? {} : { judgePart: partChecks(environment, setup.seed) };
  const ports = { author, judge, onAttempt, visible: isVisible, feedbackTokens: FEEDBACK_TOKENS, select, ...parts };
  return { ports, final };
}

function openModelRun({ setup, options, io }: WorldRequest, opened: OpenedModel): Promise<RunFolder> {
  const isVisible = options.visible === true && (setup.golden !== null || setup.testbench !== null);
  return openRun('generate', {
    io,
    root: setup.settings.runsDir.value,
    seed: setup.seed,
    model: { id: opened.model.id, temperature: 0 },
    oracle: isVisible ? 'visible' : setup.golden !== null || setup.testbench !== null ? 'hidden' : 'none',
  });
}

function attemptLine(attempt: Attempt): string {
  const why = attempt.refusal === null ? '' : `: ${attempt.refusal.detail.slice(0, 200)}`;
  return `attempt ${attempt.id} ${attempt.step} ${attempt.design === null ? 'gave nothing' : attempt.status}${why}`;
}

interface LoopFacts {
  readonly opened: OpenedModel;
  readonly request: WorldRequest;
  readonly attempts: readonly Attempt[];
  readonly notes: readonly string[];
}

function loopDocument({ opened, request, attempts, notes }: LoopFacts): LoopDocument {
  const { setup, options, environment } = request;
  const { strategy, via } = loopOptions(options);
  const golden = options.visible === true && setup.golden !== null ? ['golden'] : [];
  const testbench = options.visible === true && setup.testbench !== null ? ['testbench'] : [];
  const solved = setup.engineId === 'hybrid' ? ['solved parts'] : [];
  return {
    model: opened.model.id,
    strategy,
    via,
    evidence: environment === null ? [] : ['static checks', ...solved, ...golden, ...testbench],
    ...opened.spent(),
    attempts: attempts.map(({ id, parent, step, status, score, accepted, notes: said }) => ({
      id,
      parent,
      step,
      status,
      score,
      accepted,
      notes: said,
    })),
    notes,
  };
}
