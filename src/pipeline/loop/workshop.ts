import { combine } from '../../checks/combine.ts';
import type { Context } from '../../contracts/context.ts';
import type { Refusal } from '../../contracts/engine.ts';
import type { Feedback } from '../../contracts/feedback.ts';
import { type Outcome, ok } from '../../contracts/outcome.ts';
import type { Spec } from '../../contracts/spec.ts';
import type { Verdict } from '../../contracts/verdict.ts';
import type { AuthorRequest, Previous, Proposal } from '../../engines/llm/index.ts';
import { composeFeedback } from '../../feedback/compose.ts';
import { printPlan } from '../../ir/index.ts';
import { textCone } from '../../verilog/driver-graph.ts';
import { type Design, realise, realiseProposal, verbatim } from '../design.ts';
import { mendText } from '../repair/mend.ts';
import type { Attempt, AttemptStep, LoopPorts } from './attempt.ts';
import { composeLeafFirst } from './leaf-first.ts';
import { scoreOf } from './score.ts';

export interface WorkshopJob {
  readonly spec: Spec;
  readonly context: Context | null;
  readonly seed: number;
  readonly ports: LoopPorts;
}

/** What strategies are made of. Every attempt is judged, told of and kept. */
export interface Workshop {
  readonly attempts: readonly Attempt[];
  /** The design of the rules, where they cover the spec; null elsewhere. */
  readonly exact: () => Promise<Attempt | null>;
  /** A design from nothing; Verilog that fails is mended by rule at once. */
  readonly propose: (how: ProposeHow) => Promise<Attempt>;
  /** A better one than `from`, by what its checks say; mended by rule like any other. */
  readonly revise: (from: Attempt, how: ReviseHow) => Promise<Attempt>;
  /** A design that somebody else wrote. */
  readonly given: (text: string) => Promise<Attempt>;
  readonly ideas: (count: number) => Promise<readonly string[]>;
}

export interface ProposeHow {
  readonly sample: number;
  readonly temperature: number;
  readonly idea?: string;
}

export interface ReviseHow {
  readonly sample: number;
  readonly temperature: number;
}

/** Assignments that the cone of a wrong output goes back. */
const CONE_LEVELS = 3;

/** Opens the workshop for one spec. */
export function openWorkshop(job: WorkshopJob, signal: AbortSignal): Workshop {
  const { spec, ports } = job;
  const bench: Bench = { job, attempts: [], texts: new Set() };
  const base = { spec, context: job.context, seed: job.seed };
  const ask = async ({ author, parent, step }: Asked): Promise<Attempt> => {
    const request = { ...base, ...author };
    const proposed = await composed(await ports.author.propose(request, signal), { ports, request, signal });
    const outcome = proposed.ok ? realiseProposal(proposed.value, spec, ports.author.id) : proposed;
    const { sample, temperature, feedback } = author;
    const notes = proposed.ok ? proposed.value.notes : [];
    return mended(bench, await record(bench, { outcome, parent, sample, step, temperature, feedback, notes }));
  };
  return {
    attempts: bench.attempts,
    exact: async () => {
      const plan = ports.author.exact(spec);
      if (plan === null) return null;
      const outcome = realise(plan, spec, ports.author.id);
      return outcome.ok ? record(bench, { outcome, parent: null, sample: 0, step: 'rules', temperature: 0 }) : null;
    },
    propose: ({ sample, temperature, idea = null }) =>
      ask({ author: { sample, temperature, idea, previous: null, feedback: [] }, parent: null, step: 'proposed' }),
    revise: (from, { sample, temperature }) =>
      ask({
        author: { sample, temperature, idea: null, previous: previousOf(from), feedback: [feedbackOn(from, ports)] },
        parent: from,
        step: 'revised',
      }),
    given: async (text) => {
      const outcome = { ok: true, value: verbatim(text, spec, 'given') } as const;
      return mended(bench, await record(bench, { outcome, parent: null, sample: 0, step: 'given', temperature: 0 }));
    },
    ideas: async (count) => {
      const request = { ...base, feedback: [], sample: 0, temperature: IDEA_TEMPERATURE, idea: null, previous: null };
      const ideas = await ports.author.ideas(request, count, signal);
      return ideas.ok ? ideas.value : [];
    },
  };
}

const IDEA_TEMPERATURE = 0.7;

/** A plan of several modules goes through the checks of its parts first. */
async function composed(
  proposed: Outcome<Proposal, Refusal>,
  {
    ports,
    request,
    signal,
  }: { readonly ports: LoopPorts; readonly request: AuthorRequest; readonly signal: AbortSignal },
): Promise<Outcome<Proposal, Refusal>> {
  const { judgePart, author, feedbackTokens, contextOf } = ports;
  if (judgePart === undefined || !proposed.ok || proposed.value.kind !== 'plan') return proposed;
  if (proposed.value.plan.modules.length === 1) return proposed;
  const judge = judgePart;
  const retrieval = contextOf === undefined ? {} : { contextOf };
  const job = { plan: proposed.value.plan, request, author, judge, feedbackTokens, ...retrieval };
  const { plan, notes } = await composeLeafFirst(job, signal);
  return ok({ kind: 'plan', plan, notes: [...proposed.value.notes, ...notes] });
}

interface Bench {
  readonly job: WorkshopJob;
  readonly attempts: Attempt[];
  readonly texts: Set<string>;
}

/** Judges what was made, tells of it and keeps it. */
async function record({ job, attempts, texts }: Bench, made: Made): Promise<Attempt> {
  const { outcome, parent, sample, step, temperature, feedback = [], notes = [] } = made;
  const parts = outcome.ok ? await judged(outcome.value, made, job) : refused(outcome.error);
  const attempt: Attempt = {
    id: attempts.length,
    parent: parent?.id ?? null,
    sample,
    step,
    ...parts,
    feedback,
    temperature,
    accepted: parent === null || parts.score >= parent.score,
    repeated: outcome.ok && texts.has(outcome.value.verilog),
    notes,
  };
  attempts.push(attempt);
  if (outcome.ok) texts.add(outcome.value.verilog);
  await job.ports.onAttempt(attempt);
  return attempt;
}

type Parts = Pick<Attempt, 'design' | 'refusal' | 'verdicts' | 'status' | 'score'>;

async function judged(design: Design, made: Made, { ports, spec }: WorkshopJob): Promise<Parts> {
  const verdicts = made.verdicts ?? (await ports.judge(design, spec));
  return { design, refusal: null, verdicts, status: combine(verdicts), score: scoreOf(verdicts) };
}

/** Below every design. */
const NO_DESIGN_SCORE = -1;

const refused = (refusal: Refusal): Parts => ({
  design: null,
  refusal,
  verdicts: [],
  status: 'unknown',
  score: NO_DESIGN_SCORE,
});

/** Deterministic repair of Verilog that fails; kept only where it is better. */
async function mended(bench: Bench, attempt: Attempt): Promise<Attempt> {
  const { spec, ports } = bench.job;
  const { design, verdicts, sample, temperature } = attempt;
  if (design === null || design.plan !== null) return attempt;
  const asDesign = (text: string): Design => verbatim(text, spec, ports.author.id);
  const judge = (text: string): Promise<readonly Verdict[]> => ports.judge(asDesign(text), spec);
  const mend = await mendText(design.verilog, { spec, verdicts, judge });
  if (mend === null) return attempt;
  const outcome = { ok: true, value: asDesign(mend.text) } as const;
  const made = { outcome, parent: attempt, sample, step: 'mended', temperature } as const;
  return record(bench, { ...made, verdicts: mend.verdicts, notes: mend.rules });
}

interface Made {
  readonly outcome: Outcome<Design, Refusal>;
  readonly parent: Attempt | null;
  readonly sample: number;
  readonly step: AttemptStep;
  readonly temperature: number;
  readonly verdicts?: readonly Verdict[];
  readonly feedback?: readonly Feedback[];
  readonly notes?: readonly string[];
}

interface Asked {
  readonly author: {
    readonly sample: number;
    readonly temperature: number;
    readonly idea: string | null;
    readonly previous: Previous | null;
    readonly feedback: readonly Feedback[];
  };
  readonly parent: Attempt | null;
  readonly step: AttemptStep;
}

function previousOf({ design }: Attempt): Previous | null {
  if (design === null) return null;
  return design.plan === null
    ? { kind: 'verilog', text: design.verilog }
    : { kind: 'plan', text: compactPlan(printPlan(design.plan)) };
}

/** Without white space between tokens: half the price in a prompt. */
const compactPlan = (text: string): string => JSON.stringify(JSON.parse(text));

/** What the checks of an attempt say, worded for its author. */
export function feedbackOn(
  attempt: Attempt,
  ports: Pick<LoopPorts, 'visible' | 'feedbackTokens' | 'feedbackKinds' | 'coneLines'>,
): Feedback {
  const { design } = attempt;
  return composeFeedback({
    candidate: String(attempt.id),
    verdicts: attempt.verdicts,
    files: design?.candidate.files ?? [],
    coneOf: (outputs) => textCone(design?.verilog ?? '', outputs, CONE_LEVELS),
    visible: ports.visible,
    budget: ports.feedbackTokens,
    ...(ports.feedbackKinds === undefined ? {} : { kinds: ports.feedbackKinds }),
    ...(ports.coneLines === undefined ? {} : { coneLines: ports.coneLines }),
  });
}
