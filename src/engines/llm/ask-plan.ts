import type { Refusal } from '../../contracts/engine.ts';
import { fail, type Outcome, ok } from '../../contracts/outcome.ts';
import type { DesignPlan, PlanFinding } from '../../contracts/plan.ts';
import { alignPlan, lowerPlan } from '../../ir/index.ts';
import type { PartRequest, Proposal } from './author.ts';
import { decodePart, decodePlan } from './decode-plan.ts';
import { alignmentHints } from './hints.ts';
import { soleFaulty } from './plan-parts.ts';
import { planReplySchema } from './prompts/plan-schema.ts';
import { askRounds, type Call, jsonFormat, unreadable, type Wrong } from './rounds.ts';

/** How a plan is asked for. */
export interface PlanQuestion {
  /** `raw` explains and allows nodes of plain Verilog; `plan` does not offer them. */
  readonly kind: 'plan' | 'raw';
  /** Why a plan without raw nodes did not come about; empty for nothing. */
  readonly trouble: string;
  /** Whether a raw node in an answer to `plan` is taken all the same. */
  readonly takesRaw: boolean;
  /** What else may be made of a reply without a plan. */
  readonly otherwise: (reply: string) => Outcome<Proposal, Wrong> | null;
}

/** A plan that is aligned and lowers, within the rounds. A fault in one part alone is asked of that part alone. */
export async function askPlan(call: Call, question: PlanQuestion): Promise<Outcome<Proposal, Refusal>> {
  const { spec } = call.request;
  let faulty: { readonly plan: DesignPlan; readonly module: string; readonly hints: readonly string[] } | null = null;
  const planned = await askRounds<Proposal>(call, {
    kind: question.kind,
    format: jsonFormat('design_plan', planReplySchema(question.kind)),
    parts: { trouble: question.trouble },
    read: (reply) => {
      faulty = null;
      const decoded = decodePlan(reply, spec);
      if (!decoded.ok) return question.otherwise(reply) ?? fail(unreadable(decoded.error));
      const plan = decoded.value;
      if (question.kind === 'plan' && !question.takesRaw && hasRaw(plan)) return fail(RAW_FORBIDDEN);
      const wrong = whatIsWrong(plan, call);
      if (wrong === null) return ok(planProposal(plan));
      const module = soleFaulty(wrong.findings, plan);
      if (module === null) return fail(wrong);
      // Not refused: only this part is asked for again, below.
      faulty = { plan, module, hints: wrong.hints };
      return ok(planProposal(plan));
    },
  });
  return faulty === null || !planned.ok ? planned : mendPart(call, faulty);
}

async function mendPart(
  call: Call,
  { plan, module, hints }: { readonly plan: DesignPlan; readonly module: string; readonly hints: readonly string[] },
): Promise<Outcome<Proposal, Refusal>> {
  const mended = await askPart(call, { plan, module, hints });
  if (!mended.ok) return mended;
  return ok(planProposal(mended.value, [`only ${module} was asked for again`]));
}

const planProposal = (plan: DesignPlan, notes: readonly string[] = []): Proposal => ({ kind: 'plan', plan, notes });

/** One module of a plan, written anew with the same ports; the others stay as they are. */
export function askPart(call: Call, { plan, module, hints }: PartRequest): Promise<Outcome<DesignPlan, Refusal>> {
  return askRounds<DesignPlan>(call, {
    kind: 'part',
    format: jsonFormat('design_plan', planReplySchema('plan')),
    parts: { previous: { kind: 'plan', text: JSON.stringify({ modules: plan.modules }) }, part: { module, hints } },
    read: (reply) => {
      const decoded = decodePart(reply, { plan, module, spec: call.request.spec });
      if (!decoded.ok) return fail(unreadable(decoded.error));
      const wrong = whatIsWrong(decoded.value, call);
      return wrong === null ? ok(decoded.value) : fail(wrong);
    },
  });
}

const hasRaw = (plan: DesignPlan): boolean => plan.modules.some(({ body }) => body.some((node) => node.kind === 'raw'));

const RAW_FORBIDDEN: Wrong = {
  hints: ['Use no raw nodes: say it with the other kinds of nodes.'],
  reason: 'incomplete',
};

const MAX_HINTS = 6;

function whatIsWrong(
  plan: DesignPlan,
  { request }: Call,
): (Wrong & { readonly findings: readonly PlanFinding[] }) | null {
  const aligned = alignPlan(plan, { ports: request.spec.ports }).filter(({ severity }) => severity === 'error');
  if (aligned.length > 0) return wrongBy(aligned);
  const lowered = lowerPlan(plan);
  return lowered.ok ? null : wrongBy(lowered.error);
}

const wrongBy = (findings: readonly PlanFinding[]): Wrong & { readonly findings: readonly PlanFinding[] } => ({
  hints: alignmentHints(findings, MAX_HINTS),
  reason: 'incomplete',
  findings,
});
