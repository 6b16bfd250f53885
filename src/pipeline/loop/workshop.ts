import { combine } from '../../checks/combine.ts';
import type { Context } from '../../contracts/context.ts';
import type { Refusal } from '../../contracts/engine.ts';
import type { Feedback } from '../../contracts/feedback.ts';
import type { Outcome } from '../../contracts/outcome.ts';
import type { Spec } from '../../contracts/spec.ts';
import type { Verdict } from '../../contracts/verdict.ts';
import type { Previous } from '../../engines/llm/index.ts';
import { composeFeedback } from '../../feedback/compose.ts';
import { printPlan } from '../../ir/index.ts';
import { textCone } from '../../verilog/driver-graph.ts';
import { type Design, realise, realiseProposal, verbatim } from '../design.ts';
import { mendText } from '../repair/mend.ts';
import type { Attempt, AttemptStep, LoopPorts } from './attempt.ts';
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
  const attempts: Attempt[] = [];
  const texts = new Set<string>();

  const record = async (made: Made): Promise<Attempt> => {
    const { outcome, parent } = made;
    const design = outcome.ok ? outcome.value : null;
    const verdicts = design === null ? [] : (made.verdicts ?? (await ports.judge(design, spec)));
    const score = design === null ? -1 : scoreOf(verdicts);
    const attempt: Attempt = {
      id: attempts.length,
      parent: parent?.id ?? null,
      sample: made.sample,
      step: made.step,
      design,
      refusal: outcome.ok ? null : outcome.error,
      verdicts,
      status: design === null ? 'unknown' : combine(verdicts),
      score,
      feedback: made.feedback ?? [],
      temperature: made.temperature,
      accepted: parent === null || score >= parent.score,
      repeated: design !== null && texts.has(design.verilog),
      notes: made.notes ?? [],
    };
    attempts.push(attempt);
    if (design !== null) texts.add(design.verilog);
    await ports.onAttempt(attempt);
    return attempt;
  };

  /** Deterministic repair of what does not compile; kept only where it is better. */
  const mended = async (attempt: Attempt): Promise<Attempt> => {
    const { design } = attempt;
    if (design === null || design.candidate.assurance !== 'verbatim' || design.plan !== null) return attempt;
    const mend = await mendText(design.verilog, {
      spec,
      verdicts: attempt.verdicts,
      judge: (text) => ports.judge(verbatim(text, spec, ports.author.id), spec),
    });
    if (mend === null) return attempt;
    const better = await record({
      outcome: { ok: true, value: verbatim(mend.text, spec, ports.author.id) },
      verdicts: mend.verdicts,
      parent: attempt,
      sample: attempt.sample,
      step: 'mended',
      temperature: attempt.temperature,
      notes: mend.rules,
    });
    return better.score > attempt.score ? better : attempt;
  };

  const ask = async (request: Asked): Promise<Attempt> => {
    const proposed = await ports.author.propose(
      { spec, context: job.context, seed: job.seed, ...request.author },
      signal,
    );
    const outcome = proposed.ok ? realiseProposal(proposed.value, spec, ports.author.id) : proposed;
    const notes = proposed.ok ? proposed.value.notes : [];
    const { sample, temperature, feedback } = request.author;
    const { parent, step } = request;
    return mended(await record({ outcome, parent, sample, step, temperature, feedback, notes }));
  };

  return {
    attempts,
    exact: async () => {
      const plan = ports.author.exact(spec);
      if (plan === null) return null;
      const outcome = realise(plan, spec, ports.author.id);
      return outcome.ok ? record({ outcome, parent: null, sample: 0, step: 'rules', temperature: 0 }) : null;
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
      return mended(await record({ outcome, parent: null, sample: 0, step: 'given', temperature: 0 }));
    },
    ideas: async (count) => {
      const request = { spec, context: job.context, seed: job.seed, feedback: [], sample: 0, temperature: 0.7 };
      const ideas = await ports.author.ideas({ ...request, idea: null, previous: null }, count, signal);
      return ideas.ok ? ideas.value : [];
    },
  };
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
export function feedbackOn(attempt: Attempt, ports: Pick<LoopPorts, 'visible' | 'feedbackTokens'>): Feedback {
  const { design } = attempt;
  return composeFeedback({
    candidate: String(attempt.id),
    verdicts: attempt.verdicts,
    files: design?.candidate.files ?? [],
    coneOf: (outputs) => textCone(design?.verilog ?? '', outputs, CONE_LEVELS),
    visible: ports.visible,
    budget: ports.feedbackTokens,
  });
}
