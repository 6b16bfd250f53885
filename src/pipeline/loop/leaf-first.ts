import { combine } from '../../checks/combine.ts';
import type { ContextOf } from '../../contracts/context.ts';
import type { DesignPlan } from '../../contracts/plan.ts';
import type { Verdict } from '../../contracts/verdict.ts';
import { type Author, type AuthorRequest, leafFirst, partPlan } from '../../engines/llm/index.ts';
import { feedbackText } from '../../engines/llm/prompt.ts';
import { composeFeedback } from '../../feedback/compose.ts';
import { type Design, realise } from '../design.ts';

/** Checks of one module of a plan by itself: it and what is below it, against what the plan gives of it. */
export type JudgePart = (design: Design, plan: DesignPlan) => Promise<readonly Verdict[]>;

export interface LeafFirstJob {
  readonly plan: DesignPlan;
  readonly request: AuthorRequest;
  readonly author: Author;
  readonly judge: JudgePart;
  readonly contextOf?: ContextOf;
  /** Tokens of feedback on one part. */
  readonly feedbackTokens: number;
}

export interface ComposedPlan {
  readonly plan: DesignPlan;
  /** What each part's checks said, and which parts were asked for again. */
  readonly notes: readonly string[];
}

/** Times that one failing part is asked for again before the design is composed with what there is. */
const RETRIES = 2;

/**
 * Checks the modules below the top one by one, leaves first, and lets the author write a failing one anew, alone, before
 * anything is composed from it. A part that still fails is kept, and the notes say so.
 */
export async function composeLeafFirst(job: LeafFirstJob, signal: AbortSignal): Promise<ComposedPlan> {
  let { plan } = job;
  const notes: string[] = [];
  for (const name of leafFirst(plan)) {
    const part = await soundPart(job, { plan, name }, signal);
    plan = part.plan;
    notes.push(part.note);
  }
  return { plan, notes };
}

interface Part {
  readonly plan: DesignPlan;
  readonly name: string;
}

/** The plan with one part as sound as it becomes within the retries, and what was done. */
async function soundPart(
  job: LeafFirstJob,
  part: Part,
  signal: AbortSignal,
): Promise<{ readonly plan: DesignPlan; readonly note: string }> {
  const { name } = part;
  let { plan } = part;
  for (let asked = 0; ; asked += 1) {
    const { status, hints } = await examine(job, { plan, name });
    const note = `${name} alone: ${status}${asked === 0 ? '' : `, asked for again ${asked}x`}`;
    if (status !== 'fail' || asked === RETRIES || job.author.part === undefined) return { plan, note };
    const request = await partRequest(job, { plan, name });
    const written = await job.author.part(request, { plan, module: name, hints }, signal);
    if (!written.ok) return { plan, note: `${note}; not written anew: ${written.error.reason}` };
    plan = written.value;
  }
}

/**
 * The request with passages for the part instead of the whole: the plan's sentence on a module is its query, as the
 * comments of ComplexVCoder's general intermediate representation are.
 */
async function partRequest({ request, contextOf }: LeafFirstJob, { plan, name }: Part): Promise<AuthorRequest> {
  const module = plan.modules.find((one) => one.name === name);
  if (contextOf === undefined || module === undefined) return request;
  const ports = module.ports.map((port) => `${port.dir} ${port.name}`).join(', ');
  const context = await contextOf({ text: `${module.doc ?? ''}\nmodule ${name} (${ports})` });
  return { ...request, context: context ?? request.context };
}

async function examine(
  { request, author, judge, feedbackTokens }: LeafFirstJob,
  { plan, name }: Part,
): Promise<{ readonly status: Verdict['status']; readonly hints: readonly string[] }> {
  const alone = partPlan(plan, name);
  const design = realise(alone, request.spec, author.id);
  if (!design.ok) return { status: 'fail', hints: [design.error.detail] };
  const verdicts = await judge(design.value, alone);
  const feedback = composeFeedback({
    candidate: name,
    verdicts,
    files: design.value.candidate.files,
    coneOf: () => ({ signals: [], lines: [] }),
    visible: true,
    budget: feedbackTokens,
  });
  return {
    status: combine(verdicts),
    hints: feedbackText([feedback])
      .split('\n- ')
      .map((hint) => hint.replace(/^- /, '')),
  };
}
